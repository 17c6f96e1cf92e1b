// The organisations that are switched on are the value that Python is given.
element.addEventListener('change', () => {
  props.value = [...element.querySelectorAll('input:checked')].map((box) => box.value);
});
