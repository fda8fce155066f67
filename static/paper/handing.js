import { make, the } from './dom.js';
import { named, write } from './furigana.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Leading } from './leading.js'
 * @import { Words } from './words.js'
 */

/** For chair and clerk: who calls pages, handing that on, taking it back, allowing shared ink. */
export class Handing {
  #meeting;
  #leading;
  #words;
  #dialog = the('handing', HTMLDialogElement);
  #sharing = the('handing-sharing', HTMLInputElement);

  /**
   * @param {Meeting} meeting
   * @param {Leading} leading
   * @param {Words} words
   */
  constructor(meeting, leading, words) {
    this.#meeting = meeting;
    this.#leading = leading;
    this.#words = words;
    the('hand-over', HTMLButtonElement).addEventListener('click', () => this.#open());
    the('handing-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    the('handing-take', HTMLButtonElement).addEventListener('click', () => this.#ask('floor.take', {}));
    this.#sharing.addEventListener('change', () => {
      void leading.ask('floor.share', { allowed: this.#sharing.checked });
    });
  }

  #open() {
    this.show();
    this.#dialog.showModal();
  }

  /** Says anew who calls pages. */
  show() {
    const { floor, people, me, facts, presenting } = this.#meeting;
    const name = named(people[String(floor.presenter)]) || this.#words.say('hand.nobody');
    write(the('handing-now', HTMLElement), this.#words.say('hand.now', {
      name: presenting ? this.#words.say('hand.me', { name }) : name,
    }));
    the('handing-take', HTMLButtonElement).hidden = presenting;
    this.#sharing.checked = facts.sharing;
    const able = Object.entries(people)
      .filter(([id, { role }]) => Number(id) !== me.id && Number(id) !== floor.presenter && !['guest', 'administrator'].includes(role))
      .sort(([, one], [, other]) => one.furigana.localeCompare(other.furigana, 'ja'));
    the('handing-people', HTMLElement).replaceChildren(...able.map(([id, person]) => {
      const button = make('button', 'control person');
      button.type = 'button';
      const name = make('span', 'person-name');
      write(name, named(person));
      button.append(name, make('small', '', this.#words.say(`role.${person.role}`)));
      button.addEventListener('click', () => this.#ask('floor.grant', { to: Number(id) }));
      const line = make('li');
      line.append(button);
      return line;
    }));
  }

  /** @param {'floor.grant' | 'floor.take'} act @param {Record<string, unknown>} given */
  #ask(act, given) {
    this.#dialog.close();
    void this.#leading.ask(act, given);
  }
}
