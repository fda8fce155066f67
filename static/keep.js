/** On every screen: has the worker stand by, so that papers can be read without a line. */
import { reader } from './keeping/answers.js';
import { own, owner, wipe } from './keeping/shelves.js';
import { Shelf } from './record/shelf.js';

/** Screens come first: the worker brings its files when nothing else is wanted, ms. */
const REST = 1_500;

/** Whoever signs out is asked first where something is unsent; then nothing that was kept stays. */
function heedLeaving() {
  const form = document.getElementById('sign-out');
  const dialog = document.getElementById('leaving');
  if (!(form instanceof HTMLFormElement) || !(dialog instanceof HTMLDialogElement)) return;
  const leave = async () => {
    if ('caches' in window) await wipe().catch(() => undefined);
    form.submit();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void unsent().then((count) => {
      if (!count) return void leave();
      const box = document.getElementById('leaving-unsent');
      if (box) box.textContent = (box.dataset.says ?? '').replace('{count}', String(count));
      dialog.showModal();
    });
  });
  document.getElementById('leaving-stay')?.addEventListener('click', () => dialog.close());
  document.getElementById('leaving-leave')?.addEventListener('click', () => void leave());
}

/** @returns {Promise<number>} what this person wrote here and the server has not */
async function unsent() {
  return Shelf.open().then((shelf) => shelf.waiting(reader())).then(({ length }) => length, () => 0);
}

async function begin() {
  if (!('caches' in window) || !reader()) return;
  // A screen of somebody else's: what the former person kept goes. One's own may be a kept one, which is no contact.
  if ((await owner())?.person !== reader()) await own(reader());
  if (!('serviceWorker' in navigator)) return;
  await new Promise((done) => setTimeout(done, REST));
  // Where the browser will not have one, everything goes on as before.
  await navigator.serviceWorker.register('/sw.js', { type: 'module' }).catch(() => undefined);
}

heedLeaving();
void begin();
