// The organisations that are switched on are the value that Python is given; none means all.
const boxes = [...element.querySelectorAll('input')];
element.addEventListener('change', () => {
  const on = boxes.filter((box) => box.checked);
  element.querySelector('.hmh-names').textContent = (on.length ? on : boxes).map((box) => box.dataset.name).join(', ');
  props.value = on.map((box) => box.value);
});
// Once the conversation has begun, it needs the room; a narrow window has none to spare.
if (window.matchMedia('(max-width: 960px)').matches) element.querySelector('details').open = false;
document.addEventListener('hmh-begun', () => { element.querySelector('details').open = false; }, { once: true });
