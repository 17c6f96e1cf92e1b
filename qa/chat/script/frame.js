// The head of the page: which view is shown, the language, the theme, and what is said when the program is gone.
const VIEWS = ['samtale', 'forslag', 'lagret'];
const theme = element.querySelector('[data-act="theme"]');
const lost = element.querySelector('.hmh-lost');
// Storage may be forbidden by the browser; the page works without.
function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }
function keep(key, value) { try { localStorage.setItem(key, value); } catch { /* nothing is kept */ } }

function show() {
  const named = location.hash.slice(1);
  const view = VIEWS.includes(named) ? named : 'samtale';
  document.body.dataset.view = view;
  for (const link of element.querySelectorAll('.hmh-views a')) {
    if (link.hash === `#${view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.dispatchEvent(new CustomEvent('hmh-view', { detail: view }));
}

function dress(dark) {
  document.body.classList.toggle('dark', dark);
  theme.setAttribute('aria-pressed', String(dark));
}

// Gradio's base address would have these links load the page anew, without the place that is open.
element.addEventListener('click', (event) => {
  const link = event.target.closest('.hmh-views a');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  location.hash = link.hash;
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.language) {
    document.cookie = `hmh_language=${button.dataset.language}; Max-Age=31536000; SameSite=Strict; Path=${location.pathname}`;
    location.reload();
  } else if (button.dataset.act === 'theme') {
    const dark = !document.body.classList.contains('dark');
    keep('hmh-theme', dark ? 'dark' : 'light');
    dress(dark);
  } else if (button.dataset.act === 'skip') {
    if (document.body.dataset.view !== 'samtale') location.hash = '#samtale';
    document.querySelector('#hmh-question textarea').focus();
  }
});
window.addEventListener('hashchange', show);
document.addEventListener('hmh-show', (event) => { location.hash = `#${event.detail}`; });

const chosen = recall('hmh-theme');
dress(chosen ? chosen === 'dark' : document.body.classList.contains('dark'));
show();

// Gradio tells in English that the server is gone; the style sheet hides that, and this is said.
// As soon as the program answers again the page is loaded anew; the browser has the conversation.
let waiting = false;
async function reconnect() {
  try {
    await fetch(location.pathname, { cache: 'no-store' });
    location.reload();
  } catch {
    setTimeout(reconnect, 2000);
  }
}
function tellIfLost() {
  if (waiting || ![...document.querySelectorAll('.toast-body')].some((toast) => /connection/i.test(toast.textContent))) return;
  waiting = true;
  lost.textContent = props.lost;
  lost.hidden = false;
  setTimeout(reconnect, 2000);
}
new MutationObserver(tellIfLost).observe(document.body, { childList: true, subtree: true });
