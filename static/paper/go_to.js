import { make, the } from './dom.js';

/**
 * @import { Words } from './words.js'
 */

/** The number pad that leads to a page by its number. */
export class GoTo {
  #words;
  #dialog = the('go-to', HTMLDialogElement);
  #number = the('go-to-number', HTMLInputElement);
  #pages = 0;

  /** @param {Words} words @param {(page: number) => void} go */
  constructor(words, go) {
    this.#words = words;
    const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', '←'];
    the('digits', HTMLElement).append(...keys.map((key) => this.#key(key)));
    the('go-to-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    this.#number.addEventListener('input', () => this.#type(this.#number.value));
    the('go-to-form', HTMLFormElement).addEventListener('submit', (event) => {
      const page = Number(this.#number.value);
      if (page >= 1 && page <= this.#pages) return go(page);
      event.preventDefault();
      this.#number.select();
    });
  }

  /** @param {number} pages how many the paper has */
  open(pages) {
    this.#pages = pages;
    the('go-to-hint', HTMLElement).textContent = this.#words.say('turn.go_to_hint', { pages });
    this.#type('');
    this.#dialog.showModal();
    this.#number.focus();
  }

  /** @param {string} key @returns {HTMLElement} */
  #key(key) {
    if (!key) return make('span');
    const button = make('button', 'control', key);
    button.type = 'button';
    if (key === '←') button.setAttribute('aria-label', this.#words.say('turn.erase_digit'));
    button.addEventListener('click', () => {
      this.#type(key === '←' ? this.#number.value.slice(0, -1) : this.#number.value + key);
    });
    return button;
  }

  /** Takes digits, full-width ones as well, up to the last page. @param {string} text */
  #type(text) {
    const digits = text.normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '').slice(0, 5);
    this.#number.value = digits;
    const page = Number(digits);
    the('go-to-go', HTMLButtonElement).disabled = !(page >= 1 && page <= this.#pages);
    this.#number.setAttribute('aria-invalid', String(page > this.#pages));
  }
}
