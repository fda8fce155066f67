import { make, the } from './paper/dom.js';
import { places } from './clerk/unfilled.js';

/** @import { Place } from './clerk/unfilled.js' */

const FORMS = /** @type {const} */ ({ '# ': 'h2', '## ': 'h3', '- ': 'li' });

const form = the('minutes', HTMLFormElement);
const text = the('text', HTMLTextAreaElement);
const revision = the('revision', HTMLInputElement);
const place = form.dataset.keep ?? '';
const missing = form.dataset.missing ?? '';
const refused = document.getElementById('fault') !== null;
const saved = { text: text.defaultValue, revision: revision.defaultValue };
const unfilled = the('unfilled', HTMLInputElement);
let leaving = false;

/** Says whether the field holds what the server has not got. */
const unsaved = () => refused || text.value !== saved.text;

/** Keeps the field on this tab until it is saved, and says whether it is. */
function keep() {
  if (unsaved()) {
    const kept = { text: text.value, revision: revision.value };
    sessionStorage.setItem(place, JSON.stringify(kept));
  } else {
    sessionStorage.removeItem(place);
  }
  the('state-saved', HTMLElement).hidden = unsaved();
  the('state-unsaved', HTMLElement).hidden = !unsaved();
}

/**
 * Brings back a text that was never saved, with the revision it was written from: if somebody
 * saved since then, saving is refused and both texts are shown.
 */
function restore() {
  const kept = sessionStorage.getItem(place);
  if (kept === null || refused) return;
  const { text: words, revision: written } = JSON.parse(kept);
  if (words === saved.text) return;
  text.value = words;
  revision.value = written;
  the('restored', HTMLElement).hidden = false;
}

/** Goes back to the text the server has. */
function drop() {
  text.value = saved.text;
  revision.value = saved.revision;
  the('restored', HTMLElement).hidden = true;
  changed();
  text.focus();
}

/** Shows the text as the server sets it (`laid_out` in meetings/web/minutes.py). */
function preview() {
  const sheet = document.getElementById('preview');
  if (sheet === null) return;
  const laid = document.createDocumentFragment();
  let list = /** @type {HTMLUListElement | null} */ (null);
  for (const line of text.value.split('\n')) {
    const made = element(line);
    if (made?.tagName === 'LI') {
      list ??= laid.appendChild(make('ul'));
      list.append(made);
    } else {
      list = null;
      if (made) laid.append(made);
    }
  }
  sheet.replaceChildren(laid);
}

/**
 * Makes the element of a line; null for an empty one.
 * @param {string} line
 */
function element(line) {
  const [mark, tag] = Object.entries(FORMS).find(([mark]) => line.startsWith(mark)) ?? ['', 'p'];
  const words = line.slice(mark.length);
  if (!mark && !words.trim()) return null;
  const made = make(/** @type {keyof HTMLElementTagNameMap} */ (tag), '', words);
  made.classList.toggle('doc-title', tag === 'h2');
  made.classList.toggle('missing', missing !== '' && words.includes(missing));
  return made;
}

function changed() {
  keep();
  preview();
}

/** Asks once more before the seal; what is still to be filled in is listed and must be agreed to. */
function ask() {
  const gaps = places(text.value, missing);
  const told = the('sealing-missing', HTMLElement);
  told.hidden = gaps.length === 0;
  the('missing-told', HTMLElement).textContent = (told.dataset.words ?? '').replace('#', String(gaps.length));
  the('missing-places', HTMLUListElement).replaceChildren(...gaps.map(wayTo));
  unfilled.checked = false;
  agree();
  the('sealing', HTMLDialogElement).showModal();
}

/** Lets the seal be set only where nothing is open, or what is open is known. */
function agree() {
  the('seal', HTMLButtonElement).disabled = !the('sealing-missing', HTMLElement).hidden && !unfilled.checked;
}

/**
 * Makes the line of an open place: a press leads to it in the field.
 * @param {Place} place
 */
function wayTo({ words, at, until }) {
  const [line, way] = [make('li'), make('button', 'plain', words)];
  way.type = 'button';
  way.addEventListener('click', () => {
    the('sealing', HTMLDialogElement).close();
    text.focus();
    // A field scrolls to its caret only where something is put in or the caret is moved by key.
    text.setSelectionRange(at, at);
    text.scrollTop = text.scrollHeight * (at / text.value.length) - text.clientHeight / 2;
    text.setSelectionRange(at, until);
  });
  line.append(way);
  return line;
}

restore();
changed();
text.addEventListener('input', changed);
the('drop-restored', HTMLButtonElement).addEventListener('click', drop);
document.getElementById('take-saved')?.addEventListener('click', () => {
  sessionStorage.removeItem(place);
  leaving = true;
});
the('to-seal', HTMLButtonElement).disabled = false;
the('to-seal', HTMLButtonElement).addEventListener('click', ask);
unfilled.addEventListener('change', agree);
the('not-seal', HTMLButtonElement).addEventListener('click', () => {
  the('sealing', HTMLDialogElement).close();
});
form.addEventListener('submit', (event) => {
  if (leaving) event.preventDefault();
  leaving = true;
  the('under-way', HTMLElement).hidden = event.submitter?.id !== 'seal';
});
// Back from another screen the page may be the very one that was left.
window.addEventListener('pageshow', () => {
  leaving = false;
});
window.addEventListener('beforeunload', (event) => {
  if (unsaved() && !leaving) event.preventDefault();
});
