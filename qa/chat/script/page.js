// Runs once, when the source reader (element) appears. A link such as #actis-1200-1310 anywhere on the page
// opens that place in the reader; the address follows, so that Back works and a place can be sent on.
const pane = () => element.querySelector('.hmh-reader');
let origin = null; // the link that was followed, to come back to

const wide = () => window.matchMedia('(min-width: 961px)').matches;

function reveal() {
  const reader = pane();
  if (!reader) return;
  const scroll = reader.querySelector('.hmh-scroll');
  const mark = reader.querySelector('mark');
  const top = mark
    ? mark.getBoundingClientRect().top - scroll.getBoundingClientRect().top + scroll.scrollTop
    : 0;
  scroll.scrollTop = Math.max(0, top - scroll.clientHeight / 4);
  const back = reader.querySelector('.hmh-back');
  if (back) back.hidden = !(origin && origin.isConnected);
  for (const link of document.querySelectorAll('#hmh-chat a[href^="#"]')) {
    if (link.getAttribute('href') === reader.dataset.place) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  reader.querySelector('h2').focus({ preventScroll: true });
  if (!wide()) reader.scrollIntoView({ block: 'start' });
}

function visit(place) {
  const reader = pane();
  if (reader && reader.dataset.place === place) reveal();
  else trigger('select', { place });
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.target.closest('.hmh-back')) {
    if (origin && origin.isConnected) {
      origin.focus({ preventScroll: true });
      origin.scrollIntoView({ block: 'center' });
    }
    return;
  }
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  if (!element.contains(link)) origin = link;
  const place = link.getAttribute('href');
  if (location.hash !== place) history.pushState(null, '', place);
  visit(place);
});

window.addEventListener('popstate', () => visit(location.hash || '#/'));
watch('value', reveal);
if (location.hash.length > 1) visit(location.hash);

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
  if (last && (wide() || !element.contains(document.activeElement))) {
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
