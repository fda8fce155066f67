import { the } from '../paper/dom.js';
import { say, shortened } from './words.js';

const MIB = 1024 * 1024;

/** The one new file of a paper: chosen, or dropped anywhere on the screen. */
export class NewFile {
  #input = the('file', HTMLInputElement);
  #place = the('dropping', HTMLElement);
  #chosen = the('chosen', HTMLElement);
  #limit;

  /** @param {number} limit MiB a file may have */
  constructor(limit) {
    this.#limit = limit;
    this.#place.classList.add('live');
    // The field itself is out of sight: what is missing is said in words instead.
    this.#input.required = false;
    this.#input.addEventListener('change', () => this.#show());
    document.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.#place.classList.add('over');
    });
    document.addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) this.#place.classList.remove('over');
    });
    document.addEventListener('drop', (event) => {
      this.#place.classList.remove('over');
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.#take(event.dataTransfer);
    });
    this.#show();
  }

  /** Says whether there is a file that may be sent. */
  isChosen() {
    const file = this.#input.files?.[0];
    return file !== undefined && file.size <= this.#limit * MIB;
  }

  /** @param {DataTransfer} dropped */
  #take(dropped) {
    if (dropped.files.length !== 1) return this.#say(say('replacement.sending.one_only'), true);
    this.#input.files = dropped.files;
    this.#show();
  }

  #show() {
    const file = this.#input.files?.[0];
    if (!file) return this.#say('', false);
    const name = shortened(file.name.normalize('NFC'));
    if (file.size > this.#limit * MIB) return this.#say(say('prepare.upload.too_large', { name, limit: this.#limit }), true);
    this.#say(say('replacement.sending.chosen', { name, size: Math.max(0.1, file.size / MIB).toFixed(1) }), false);
  }

  /** @param {string} words @param {boolean} wrong */
  #say(words, wrong) {
    this.#chosen.hidden = !words;
    this.#chosen.classList.toggle('fault', wrong);
    this.#chosen.textContent = words;
  }
}
