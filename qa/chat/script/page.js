// Runs once, with the source reader (element).
// Gradio names the messages in English, and keeps the end of an answer in view; a person reads from
// the question on.
const column = document.getElementById('hmh-talk');
const questions = () => column.querySelectorAll('[data-testid="user"]');
let asked = 0;
// An answer may grow for a while; who has begun to read it is not taken back to its question.
let reading = false;
for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  document.addEventListener(sign, () => { reading = true; }, { passive: true });
}

function toQuestion() {
  const last = [...questions()].at(-1);
  if (last && (window.matchMedia('(min-width: 961px)').matches || !element.contains(document.activeElement))) {
    last.closest('.message-row').scrollIntoView({ block: 'start' });
  }
}

function tidy() {
  const log = column.querySelector('[role="log"]');
  if (log) log.setAttribute('aria-label', props.chat_name);
  for (const message of column.querySelectorAll('[data-testid="user"], [data-testid="bot"]')) {
    message.removeAttribute('aria-label');
  }
  const count = questions().length;
  if (count > asked) {
    reading = false;
    toQuestion();
  }
  asked = count;
}

new MutationObserver(tidy).observe(column, { childList: true, subtree: true });
document.addEventListener('hmh-answered', () => setTimeout(() => { if (!reading) toQuestion(); }, 100));

// Gradio tells in English that the server is gone; the style sheet hides that, and this is said.
const notice = document.createElement('p');
notice.id = 'hmh-lost';
notice.setAttribute('role', 'alert');
document.body.append(notice);
function tellIfLost() {
  const toasts = [...document.querySelectorAll('.toast-body')];
  const said = toasts.some((toast) => /connection/i.test(toast.textContent)) ? props.lost : '';
  if (notice.textContent !== said) notice.textContent = said;
}
new MutationObserver(tellIfLost).observe(document.body, { childList: true, subtree: true });
