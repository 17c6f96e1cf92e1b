// Saves a file that the server sent as a value; nothing of it stays on the server.
watch('value', () => {
  const file = props.value;
  if (!file) return;
  const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.kind }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
