/** On every screen: has the worker stand by, so that papers can be read without a line. */
import { reader } from './keeping/answers.js';
import { own, owner } from './keeping/shelves.js';

/** Screens come first: the worker brings its files when nothing else is wanted, ms. */
const REST = 1_500;

async function begin() {
  if (!('caches' in window) || !reader()) return;
  // A screen of somebody else's: what the former person kept goes. One's own may be a kept one, which is no contact.
  if ((await owner())?.person !== reader()) await own(reader());
  if (!('serviceWorker' in navigator)) return;
  await new Promise((done) => setTimeout(done, REST));
  // Where the browser will not have one, everything goes on as before.
  await navigator.serviceWorker.register('/sw.js', { type: 'module' }).catch(() => undefined);
}

void begin();
