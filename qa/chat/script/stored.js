// The page of what is stored. Deleting one judgement is sent to Python as 'forget', deleting all as
// 'forget_all' after a second click; the conversation is in the browser alone. Whoever shows what is
// deleted hears of it.
let forgotten = null;
let said = '';
const part = (name) => element.querySelector(name);

function ask(sure) {
  part('.hmh-sure').hidden = !sure;
  part('.hmh-forget-all').hidden = sure;
  part(sure ? '.hmh-cancel' : '.hmh-forget-all').focus();
}

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.hmh-forget')) {
    forgotten = button.dataset.id;
    trigger('forget', { id: forgotten });
  }
  if (button.matches('.hmh-forget-all')) ask(true);
  if (button.matches('.hmh-cancel')) ask(false);
  if (button.matches('.hmh-really')) {
    forgotten = null;
    trigger('forget_all', {});
  }
  if (button.matches('.hmh-forget-conversation')) {
    document.dispatchEvent(new CustomEvent('hmh-forget-conversation'));
    said = button.dataset.said;
    part('.hmh-done').textContent = said;
  }
});

element.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.closest('.hmh-sure')) ask(false);
});

function open() {
  said = '';
  if (document.body.dataset.view === 'lagret') trigger('open', {});
}
document.addEventListener('hmh-view', open);
open();

// The button that was pressed is gone; what it did is read out from where it is said. The page may
// arrive after the conversation, of which Python knows nothing, was deleted.
watch('value', () => {
  const done = part('.hmh-done');
  if (!done) return;
  if (done.textContent) {
    done.focus();
    document.dispatchEvent(new CustomEvent('hmh-judgements-gone', { detail: forgotten }));
  } else {
    done.textContent = said;
  }
});
