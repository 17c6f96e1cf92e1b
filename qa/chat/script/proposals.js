// What is chosen in form, map and list goes to Python, which writes the list anew. The form stays as
// it is, and so does where the focus is. Nothing is there before the view is opened.
const DELAY = 250; // milliseconds after the last letter
let order = { sort: 'place', descending: false };
let waiting = 0;

const form = () => element.querySelector('.hmh-filter');

function selection() {
  const { words, organisation, theme, strength } = form().elements;
  return {
    words: words.value,
    organisation: organisation.value,
    theme: theme.value,
    strength: strength.value,
    ...order,
  };
}

// Which cell of the map the list is of.
function mark() {
  if (!form()) return;
  const { organisation, theme } = selection();
  for (const cell of element.querySelectorAll('.hmh-map button')) {
    const chosen = cell.dataset.organisation === organisation && cell.dataset.theme === theme;
    cell.setAttribute('aria-pressed', String(chosen));
  }
}

function choose() {
  clearTimeout(waiting);
  mark();
  trigger('choose', selection());
}

function openCell(cell) {
  const { words, organisation, theme, strength } = form().elements;
  words.value = '';
  strength.value = '';
  organisation.value = cell.dataset.organisation;
  theme.value = cell.dataset.theme;
  choose();
  element.querySelector('.hmh-list h3').focus();
}

function sortBy(sort) {
  order = { sort, descending: order.sort === sort && !order.descending };
  choose();
}

element.addEventListener('input', (event) => {
  if (event.target.name !== 'words') return;
  clearTimeout(waiting);
  waiting = setTimeout(choose, DELAY);
});

element.addEventListener('change', (event) => {
  if (event.target.matches('.hmh-filter select')) choose();
});

element.addEventListener('submit', (event) => {
  event.preventDefault();
  choose();
});

element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.hmh-map button')) openCell(button);
  else if (button.dataset.sort) sortBy(button.dataset.sort);
  else if (button.dataset.format) trigger('export', { ...selection(), format: button.dataset.format });
  else if ('reset' in button.dataset) {
    form().reset();
    order = { sort: 'place', descending: false };
    choose();
  }
});

let opened = false;
function open() {
  if (opened || document.body.dataset.view !== 'forslag') return;
  opened = true;
  trigger('open', {});
}
document.addEventListener('hmh-view', open);
open();

watch('results', mark);
