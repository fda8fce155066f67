import { icon, make, part, the } from './dom.js';
import { offered } from './choices.js';

/**
 * @import { Choice, VersionFacts } from '../record/types.js'
 * @import { Choices } from './choices.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** The button that shows how the paper in hand is viewed, and the pictures to choose another way by. */
export class ViewChoice {
  #workspace;
  #choices;
  #words;
  #button = the('view-choice', HTMLButtonElement);
  #dialog = the('views', HTMLDialogElement);
  #list = the('view-list', HTMLElement);

  /** @param {Workspace} workspace @param {Choices} choices @param {Words} words */
  constructor(workspace, choices, words) {
    this.#workspace = workspace;
    this.#choices = choices;
    this.#words = words;
    this.#button.addEventListener('click', () => this.#open());
    the('views-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
  }

  /** Says anew how the paper in hand is viewed. */
  show() {
    const { book } = this.#workspace.active.navigator;
    this.#button.disabled = !book || offered(book.facts).length < 2;
    part(this.#button, 'use', SVGUseElement).setAttribute('href', `#icon-view-${book?.choice ?? 'whole'}`);
    if (book) this.#button.setAttribute('aria-label', `${this.#words.say('view.title')} ${this.#name(book.facts, book.choice)}`);
  }

  #open() {
    const { book } = this.#workspace.active.navigator;
    if (!book) return;
    this.#list.replaceChildren(...offered(book.facts).map((choice) => this.#choice(book.facts, choice, book.choice)));
    this.#dialog.showModal();
    part(this.#list, '[aria-pressed=true]', HTMLElement).focus();
  }

  /** Without spreads the pages themselves are the whole. @param {VersionFacts} facts @param {Choice} choice @returns {string} */
  #name(facts, choice) {
    return this.#words.say(`view.${choice === 'whole' && !facts.spreads?.length ? 'single' : choice}`);
  }

  /** @param {VersionFacts} facts @param {Choice} choice @param {Choice} now @returns {HTMLElement} */
  #choice(facts, choice, now) {
    const button = make('button', 'control view');
    button.type = 'button';
    button.setAttribute('aria-pressed', String(choice === now));
    const single = choice === 'whole' && !facts.spreads?.length;
    button.append(icon(`view-${single ? 'single' : choice}`), make('span', '', this.#name(facts, choice)));
    button.addEventListener('click', () => {
      this.#dialog.close();
      this.#choices.choose(facts, choice);
    });
    return button;
  }
}
