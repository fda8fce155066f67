import { the } from './dom.js';

/**
 * @import { Workspace } from './workspace.js'
 */

/** The ways of reading beside the agenda: the page in hand as a picture or as text. */
export class Ways {
  #workspace;
  #words = the('as-words', HTMLButtonElement);

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
    this.#words.addEventListener('click', () => workspace.active.words.toggle());
  }

  /** Says anew how the pane in hand is read. */
  show() {
    const { words, standing: { here } } = this.#workspace.active;
    this.#words.setAttribute('aria-pressed', String(words.open));
    this.#words.disabled = !here;
  }
}
