/** The dialog that asks how this device is to look; what is chosen holds at once and is kept here. */
const dialog = document.getElementById('ease');

if (dialog instanceof HTMLDialogElement) {
  for (const opener of document.querySelectorAll('[data-opens="ease"]')) {
    opener.toggleAttribute('hidden', false);
    opener.addEventListener('click', () => {
      show(dialog);
      dialog.showModal();
    });
  }
  dialog.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    localStorage.setItem(`gijo-${target.name}`, target.value);
    dispatchEvent(new Event('gijo-looks'));
  });
}

/** Checks what this device keeps; the page's own marks stand where nothing was chosen. @param {HTMLDialogElement} box */
function show(box) {
  for (const input of box.querySelectorAll('input')) {
    if (localStorage.getItem(`gijo-${input.name}`) === input.value) input.checked = true;
  }
}
