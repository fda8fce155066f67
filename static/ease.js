/** The dialogs that ask how this device is to look and tell its keys; what is chosen holds at once and is kept here. */
for (const dialog of document.querySelectorAll('dialog.ease')) {
  if (!(dialog instanceof HTMLDialogElement)) continue;
  for (const opener of document.querySelectorAll(`[data-opens="${dialog.id}"]`)) {
    opener.toggleAttribute('hidden', false);
    opener.addEventListener('click', () => show(dialog));
  }
  dialog.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    localStorage.setItem(`gijo-${target.name}`, target.value);
    dispatchEvent(new Event('gijo-looks'));
  });
}

document.addEventListener('keydown', (event) => {
  const keyboard = document.getElementById('keyboard');
  if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing = event.target instanceof Element && event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select');
  if (typing || localStorage.getItem('gijo-keys') === 'off') return;
  if (!(keyboard instanceof HTMLDialogElement) || keyboard.open) return;
  event.preventDefault();
  show(keyboard);
});

/** Opens with what this device keeps checked; the page's own marks stand where nothing was chosen. @param {HTMLDialogElement} dialog */
function show(dialog) {
  for (const input of dialog.querySelectorAll('input')) {
    if (localStorage.getItem(`gijo-${input.name}`) === input.value) input.checked = true;
  }
  dialog.showModal();
}
