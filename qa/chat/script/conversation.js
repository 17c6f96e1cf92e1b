// The conversation: puts each question and its reply where the server says, and tells the server what is wished.
const log = element.querySelector('.hmh-log');
const welcome = element.querySelector('.hmh-welcome');
const bar = element.querySelector('.hmh-bar');
const status = element.querySelector('.hmh-said');
const problem = element.querySelector('.hmh-problem');
const column = document.getElementById('hmh-talk');
const box = () => column.querySelector('#hmh-question textarea');
const turnOf = (node) => Number(node.closest('.hmh-turn').dataset.turn);

// An answer may grow for a while; who has begun to read it is not taken back to its question.
let reading = false;
for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  document.addEventListener(sign, () => { reading = true; }, { passive: true });
}

function toQuestion(turn) {
  if (turn) turn.scrollIntoView({ block: 'start' });
}

// An answer that was under way when its question was taken out of the conversation stays out of it.
function place(number, html, mayAdd) {
  const id = `hmh-turn-${number}`;
  let turn = document.getElementById(id);
  const added = !turn;
  if (added && !mayAdd) return null;
  if (added) {
    turn = document.createElement('article');
    turn.id = id;
    turn.className = 'hmh-turn';
    turn.dataset.turn = number;
    const after = [...log.children].find((other) => Number(other.dataset.turn) > number);
    log.insertBefore(turn, after || null);
  }
  const picked = turn.querySelector('.hmh-pick input');
  const unpicked = picked && !picked.checked;
  const focused = turn.contains(document.activeElement) ? document.activeElement : null;
  turn.innerHTML = html;
  if (focused) refocus(turn, focused.getAttribute('aria-label'));
  if (unpicked) turn.querySelector('.hmh-pick input')?.removeAttribute('checked');
  return added ? turn : null;
}

// What had the focus was written anew: what has its name now gets it, or else the question.
function refocus(turn, name) {
  const same = [...turn.querySelectorAll('[aria-label]')].find((node) => node.getAttribute('aria-label') === name);
  (same ?? turn.querySelector('h3')).focus({ preventScroll: true });
}

watch('value', () => {
  const patch = props.value;
  if (!patch) return;
  if (patch.turns) {
    for (const turn of [...log.children]) if (!patch.turns.includes(Number(turn.dataset.turn))) turn.remove();
  }
  let added = null;
  for (const [number, html] of Object.entries(patch.changed || {})) added = place(Number(number), html, Boolean(patch.turns || patch.restored)) || added;
  const begun = log.childElementCount > 0;
  welcome.hidden = begun;
  bar.hidden = !begun;
  column.classList.toggle('hmh-begun', begun);
  if (!begun && bar.contains(document.activeElement)) welcome.querySelector('h3').focus();
  if (begun) document.dispatchEvent(new CustomEvent('hmh-begun'));
  if (added && patch.follow) { reading = false; toQuestion(added); forgetDraft(); }
  if (patch.follow && patch.said && !reading) toQuestion(log.lastElementChild);
  if (patch.said) status.textContent = patch.said;
  problem.textContent = patch.problem || '';
  // Who typed goes on typing; who pressed a button, which is gone now, is at the question.
  if (added && patch.follow && document.activeElement !== box()) added.querySelector('h3').focus({ preventScroll: true });
  if (patch.focus && box()) { box().focus(); box().select(); }
});

const actions = {
  ask: (button) => trigger('ask', { question: button.textContent }),
  edit: (button) => trigger('edit', { turn: turnOf(button), text: button.dataset.text }),
  retry: (button) => trigger('retry', { turn: turnOf(button) }),
  copy: async (button) => {
    if (!await copied(button.dataset.copy)) { problem.textContent = props.not_copied; return; }
    status.textContent = '';
    status.textContent = props.copied;
    const before = button.textContent;
    button.textContent = props.copied;
    setTimeout(() => { button.textContent = before; }, 1500);
  },
  note: (button) => trigger('note', {
    form: button.dataset.form,
    turns: [...log.querySelectorAll('.hmh-pick input:checked')].map(turnOf),
  }),
  clear: () => trigger('clear', {}),
};

column.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (button && actions[button.dataset.act]) actions[button.dataset.act](button);
  if (event.target.closest('#hmh-editing button')) box().focus();
});
document.addEventListener('hmh-forget-conversation', () => {
  forgetDraft();
  trigger('clear', {});
});

// What is typed outlives a reload of the page, for instance when the program was started anew.
const DRAFT = 'hmh-draft';
column.addEventListener('input', () => {
  try { sessionStorage.setItem(DRAFT, box().value); } catch { /* nothing is kept */ }
});
function forgetDraft() {
  try { sessionStorage.removeItem(DRAFT); } catch { /* nothing was kept */ }
}
function restoreDraft() {
  if (!box()) { setTimeout(restoreDraft, 100); return; }
  let draft = null;
  try { draft = sessionStorage.getItem(DRAFT); } catch { return; }
  if (!draft || box().value) return;
  box().value = draft;
  box().dispatchEvent(new Event('input', { bubbles: true }));
}
setTimeout(restoreDraft, 300);

// The conversation that the browser keeps reaches Python a moment after the page is there.
function restore(tries) {
  if (!tries || log.childElementCount) return;
  trigger('restore', {});
  setTimeout(() => restore(tries - 1), 1000);
}
let isKept = false;
try { isKept = localStorage.getItem('hmh-samtale') !== null; } catch { /* nothing is kept */ }
if (isKept) restore(5);
