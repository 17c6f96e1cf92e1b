// The page of what is stored. Deleting one judgement is sent to Python as 'forget', deleting all as
// 'forget_all' after a second click; the conversation is in the browser alone, and whoever keeps it
// there hears of its end.
const part = (name) => element.querySelector(name);

function ask(sure) {
  part('.hmh-sure').hidden = !sure;
  part('.hmh-forget-all').hidden = sure;
  part(sure ? '.hmh-cancel' : '.hmh-forget-all').focus();
}

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.hmh-forget')) trigger('forget', { id: button.dataset.id });
  if (button.matches('.hmh-forget-all')) ask(true);
  if (button.matches('.hmh-cancel')) ask(false);
  if (button.matches('.hmh-really')) trigger('forget_all', {});
  if (button.matches('.hmh-forget-conversation')) {
    document.dispatchEvent(new CustomEvent('hmh-forget-conversation'));
    part('.hmh-done').textContent = button.dataset.said;
  }
});

element.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.closest('.hmh-sure')) ask(false);
});

function open() {
  if (document.body.dataset.view === 'lagret') trigger('open', {});
}
document.addEventListener('hmh-view', open);
open();

// The button that was pressed is gone; what it did is read out from where it is said.
watch('value', () => {
  const done = part('.hmh-done');
  if (done && done.textContent) done.focus();
});
