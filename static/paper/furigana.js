import { make } from './dom.js';

/** @import { PersonFacts } from '../record/types.js' */

// Unicode's own signs for a word, how it is read, and the end of both: no sentence has them otherwise.
const [WORD, READ, END] = ['\uFFF9', '\uFFFA', '\uFFFB'];
const NAMES = new RegExp(`${WORD}([^${READ}]*)${READ}([^${END}]*)${END}`);

/** A name with its furigana, to be put into a sentence that `write` shows. @param {PersonFacts | undefined} person @returns {string} '' for nobody */
export function named(person) {
  return person ? `${WORD}${person.name}${READ}${person.furigana}${END}` : '';
}

/** Shows a sentence, the names in it under their furigana. @param {HTMLElement} element @param {string} sentence */
export function write(element, sentence) {
  element.replaceChildren();
  const parts = sentence.split(NAMES);
  // Text, name, furigana, text, ... as the pattern's groups come between.
  for (let i = 0; i < parts.length; i += 3) {
    element.append(parts[i] ?? '');
    if (i + 1 < parts.length) element.append(ruby(parts[i + 1] ?? '', parts[i + 2] ?? ''));
  }
}

/** As `named` of the people's page makes it. @param {string} name @param {string} furigana @returns {HTMLElement} */
function ruby(name, furigana) {
  const made = make('ruby');
  made.append(name, make('rp', '', '（'), make('rt', '', furigana), make('rp', '', '）'));
  return made;
}
