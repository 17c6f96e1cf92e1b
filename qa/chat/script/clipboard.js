// Copying, for the scripts of the parts that offer it; whether it came about is what they get.
// Browsers offer the clipboard to pages from this machine or over https only.
async function copied(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => copiedBySelection(text));
  }
  return copiedBySelection(text);
}

function copiedBySelection(text) {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.className = 'hmh-unseen';
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  before?.focus({ preventScroll: true });
  return done;
}
