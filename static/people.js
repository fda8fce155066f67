/** Asks before what can't easily be taken back, and copies a fresh access key. */
const dialog = document.getElementById('asking');
const text = document.getElementById('asking-text');
const yes = document.getElementById('asking-yes');

/** @param {HTMLFormElement} form @param {HTMLDialogElement} asking */
function ask(form, asking) {
  if (text) text.textContent = form.dataset['ask'] ?? '';
  if (yes) yes.textContent = form.dataset['yes'] ?? '';
  // Closing by the Escape key leaves the value of the time before.
  asking.returnValue = '';
  asking.addEventListener('close', () => asking.returnValue === 'yes' && form.submit(), { once: true });
  asking.showModal();
}

if (dialog instanceof HTMLDialogElement) {
  for (const form of document.querySelectorAll('form')) {
    if (!form.dataset['ask']) continue;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask(form, dialog);
    });
  }
}

const key = document.getElementById('key');
const copy = document.getElementById('copy');
const row = document.getElementById('copy-row');

// Browsers hand out the clipboard on secure pages only; elsewhere the hint below the key helps.
if (key && copy && row && 'clipboard' in navigator) {
  row.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(key.textContent ?? '');
    const told = document.getElementById('copied');
    if (told) told.textContent = copy.dataset['done'] ?? '';
  });
}

// A module's own names stay its own for the type checker too.
export {};
