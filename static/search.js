/** Searches while one types: fetches the same page and shows what it found in place of the old. */
import { the } from './paper/dom.js';

const form = the('asking', HTMLFormElement);
const field = the('q', HTMLInputElement);
const found = the('found', HTMLElement);
const count = the('count', HTMLElement);
const PAUSE = 180;
/** The search that is under way. */
let asking = new AbortController();
/** @type {number | undefined} */
let pausing;

/** The address of what the form asks. @returns {string} */
function address() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim()) asked.set(name, value.trim());
  }
  return asked.size ? `${form.action}?${asked}` : form.action;
}

/** Shows what an address finds; the old answer stays until the new one is there. @param {string} url */
async function show(url) {
  asking.abort();
  const { signal } = (asking = new AbortController());
  found.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { signal, credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [told, places] = ['count', 'found'].map((id) => page.getElementById(id));
    // Signed out meanwhile, or a server in trouble: its own page says what to do.
    if (!told || !places) return location.assign(url);
    count.textContent = (told.textContent ?? '').trim();
    found.replaceChildren(...places.childNodes);
    found.removeAttribute('aria-busy');
  } catch {
    if (signal.aborted) return; // for a newer search
    count.textContent = form.dataset['noLine'] ?? '';
    found.removeAttribute('aria-busy');
  }
}

/** @param {'pushState' | 'replaceState'} keep whether one can come back to the search before */
function ask(keep) {
  clearTimeout(pausing);
  const url = address();
  if (url === location.href) return;
  history[keep](null, '', url);
  void show(url);
}

field.addEventListener('input', (event) => {
  // Kana that are still being turned into kanji are no words yet.
  if (event instanceof InputEvent && event.isComposing) return;
  clearTimeout(pausing);
  pausing = setTimeout(() => ask('replaceState'), PAUSE);
});
field.addEventListener('compositionend', () => {
  clearTimeout(pausing);
  pausing = setTimeout(() => ask('replaceState'), PAUSE);
});
form.addEventListener('change', (event) => {
  if (event.target !== field) ask('pushState');
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask('pushState');
  // The keyboard on the glass makes room for what was found.
  field.blur();
});

addEventListener('popstate', () => {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get('q') ?? '';
  for (const name of ['what', 'year', 'where']) {
    const chosen = form.elements.namedItem(name);
    if (chosen instanceof RadioNodeList || chosen instanceof HTMLSelectElement) chosen.value = asked.get(name) ?? '';
  }
  void show(location.href);
});
