// Runs once, when the source reader (element) appears. A link such as ?doc=actis&start=1200&end=1310
// anywhere on the page opens that place in the reader; the page's address follows, so that Back works
// and a place can be sent on. With a modifier or the middle button the browser opens it elsewhere.
const LIST = '?';
const LINKS = 'a[href^="?doc="], a[href="?"]';
const CITED_IN = 'article.hmh-turn, .hmh-results';
const FIELDS = 'input, textarea, select, [contenteditable]';

// Where the link stands that brought the person here: the link, the answer or table, and the place.
let origin = null;
// The place wanted last, and whether it is by following a link.
let wanted = LIST;
let followed = false;
// One place is asked for at a time, since answers may overtake each other; one that does not come
// within this many milliseconds is waited for no longer.
const PATIENCE = 5000;
let waitingUntil = 0;

const reader = () => element.querySelector('.hmh-reader');
const isNarrow = () => window.matchMedia('(max-width: 960px)').matches;
const address = () => new URLSearchParams(location.search).has('doc') ? location.search : LIST;

function visit(place, byLink) {
  wanted = place;
  followed = byLink;
  if (places().includes(place)) origin.place = place;
  if (performance.now() < waitingUntil) return;
  if (reader().dataset.asked === place) show();
  else ask();
}

function ask() {
  waitingUntil = performance.now() + PATIENCE;
  trigger('select', { place: wanted });
}

function go(place, byLink) {
  if (address() !== place) history.pushState(null, '', place + location.hash);
  visit(place, byLink);
}

// Shows what has come, and asks on if something else is wanted by now. The button that led here keeps
// the focus.
function replace() {
  waitingUntil = 0;
  const by = element.contains(document.activeElement) ? document.activeElement.dataset.by : null;
  element.firstElementChild.innerHTML = props.value;
  if (reader().dataset.asked !== wanted) {
    ask();
    return;
  }
  show();
  if (by) reader().querySelector(`.hmh-step[data-by="${by}"]`)?.focus({ preventScroll: true });
}

function show() {
  const place = reader().dataset.place;
  bringIntoView(place);
  // Far from the window only the estimated heights of parts are known; what has come near is laid
  // out by now, and moves the place a little.
  requestAnimationFrame(() => requestAnimationFrame(() => bringIntoView(place)));
  tellPosition();
  for (const link of document.querySelectorAll(LINKS)) {
    if (element.contains(link)) continue;
    if (place !== LIST && link.getAttribute('href') === place) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (followed) reader().querySelector('h2').focus({ preventScroll: true });
  followed = false;
}

function bringIntoView(place) {
  const mark = reader().querySelector('mark');
  if (reader().dataset.place !== place) return;
  if (!mark) reader().querySelector('.hmh-scroll').scrollTop = 0;
  if (isNarrow() && (followed || place !== LIST)) reader().scrollIntoView({ block: 'start' });
  if (mark) mark.scrollIntoView({ block: 'start' });
}

// The excerpts of the answer or table that the person came from, each once; numbered ones by number.
function places() {
  if (!origin?.home?.isConnected) return [];
  const links = [...origin.home.querySelectorAll('a.hmh-cite')];
  links.sort((one, other) => one.textContent - other.textContent || 0);
  return [...new Set(links.map((link) => link.getAttribute('href')))];
}

// The link to go back to: the one that was followed, or the one to the excerpt come to since.
function wayBack() {
  if (!origin) return null;
  const leads = (link) => link.isConnected && link.getAttribute('href') === origin.place;
  if (leads(origin.link)) return origin.link;
  return [...(origin.home?.querySelectorAll('a.hmh-cite') ?? [])].find(leads) ?? null;
}

function tellPosition() {
  const ways = reader().querySelector('.hmh-ways');
  if (!ways) return;
  const all = places();
  const index = all.indexOf(origin?.place);
  ways.querySelector('.hmh-back').hidden = !wayBack();
  ways.querySelector('.hmh-excerpts').hidden = index < 0;
  if (index < 0) return;
  const position = ways.querySelector('.hmh-position');
  position.textContent = position.dataset.form.replace('{number}', index + 1).replace('{count}', all.length);
  for (const step of ways.querySelectorAll('.hmh-step')) {
    step.setAttribute('aria-disabled', String(!(index + Number(step.dataset.by) in all)));
  }
}

function step(by) {
  const all = places();
  const next = all[all.indexOf(origin?.place) + by];
  if (next && all.includes(origin.place)) go(next, false);
}

async function copy(text) {
  const said = reader().querySelector('.hmh-said');
  const done = await copied(text);
  said.textContent = done ? said.dataset.copied : said.dataset.notCopied;
}

// The link may be folded away, or in the other view.
function goBack() {
  const link = wayBack();
  if (!link) return;
  link.closest('details')?.setAttribute('open', '');
  if (link.checkVisibility()) {
    arriveAt(link);
    return;
  }
  document.addEventListener('hmh-view', () => arriveAt(link), { once: true });
  document.dispatchEvent(new CustomEvent('hmh-show', { detail: link.closest('#hmh-talk') ? 'samtale' : 'forslag' }));
}

function arriveAt(link) {
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: 'center' });
}

function press(button) {
  if (button.matches('.hmh-back')) goBack();
  else if (button.matches('.hmh-step')) step(Number(button.dataset.by));
  else if (button.matches('.hmh-copy')) copy(button.dataset.copy);
  else if (button.matches('.hmh-copy-address')) copy(new URL(reader().dataset.place, location.href).href);
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const button = event.target.closest('button');
  if (button && element.contains(button)) press(button);
  const link = event.target.closest(LINKS);
  if (!link) return;
  event.preventDefault();
  const place = link.getAttribute('href');
  if (!element.contains(link)) origin = { link, home: link.closest(CITED_IN), place };
  go(place, true);
});

document.addEventListener('keydown', (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest(FIELDS) || !places().length) return;
  event.preventDefault();
  step(by);
});

// The current chapter of a long list, when the list is opened.
element.addEventListener('toggle', (event) => {
  if (event.target.open) event.target.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}, true);

// Another view of the page has another address, too, and the same place.
window.addEventListener('popstate', () => { if (address() !== wanted) visit(address(), false); });
replace();
watch('value', replace);
if (address() !== LIST) visit(address(), false);
