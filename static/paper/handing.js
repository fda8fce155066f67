import { make, the } from './dom.js';
import { named, write } from './furigana.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Presence } from '../record/presence.js'
 * @import { Strength } from '../record/types.js'
 * @import { Leading } from './leading.js'
 * @import { Words } from './words.js'
 */

/** For chair and clerk: who calls pages, handing that on, taking it back, allowing shared ink. */
export class Handing {
  #meeting;
  #leading;
  #words;
  #presence;
  #dialog = the('handing', HTMLDialogElement);
  #sharing = the('handing-sharing', HTMLInputElement);
  #ways = [...this.#dialog.querySelectorAll('input')].filter(({ name }) => name === 'strength');

  /**
   * @param {Meeting} meeting
   * @param {Leading} leading
   * @param {Presence} presence
   * @param {Words} words
   */
  constructor(meeting, leading, presence, words) {
    this.#meeting = meeting;
    this.#leading = leading;
    this.#words = words;
    this.#presence = presence;
    presence.changed.listen(() => this.#dialog.open && this.show());
    the('hand-over', HTMLButtonElement).addEventListener('click', () => this.#open());
    the('handing-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    the('handing-take', HTMLButtonElement).addEventListener('click', () => this.#ask('floor.take', {}));
    for (const way of this.#ways) {
      way.addEventListener('change', () => leading.callBy(/** @type {Strength} */ (way.value)));
    }
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
    const { floor, people, me, facts, presenting, chairing } = this.#meeting;
    const name = named(people[String(floor.presenter)]) || this.#words.say('hand.nobody');
    write(the('handing-now', HTMLElement), this.#words.say('hand.now', {
      name: presenting ? this.#words.say('hand.me', { name }) : `${name}${this.#away(floor.presenter)}`,
    }));
    the('handing-take', HTMLButtonElement).hidden = presenting;
    the('handing-ways', HTMLElement).hidden = !presenting;
    the('handing-on', HTMLElement).hidden = !chairing;
    for (const way of this.#ways) {
      way.checked = way.value === this.#leading.strength;
      if (way.value === 'hold') way.closest('label')?.toggleAttribute('hidden', me.role !== 'chair');
    }
    this.#sharing.checked = facts.sharing;
    const able = Object.entries(people)
      .filter(([id, { role }]) => Number(id) !== me.id && Number(id) !== floor.presenter && !['guest', 'administrator'].includes(role))
      .sort(([, one], [, other]) => one.furigana.localeCompare(other.furigana, 'ja'));
    the('handing-people', HTMLElement).replaceChildren(...able.map(([id, person]) => {
      const button = make('button', 'control person');
      button.type = 'button';
      const name = make('span', 'person-name');
      write(name, named(person));
      const role = this.#words.say(`role.${person.role}`);
      button.append(name, make('small', '', `${role}${this.#away(Number(id))}`));
      button.addEventListener('click', () => this.#ask('floor.grant', { to: Number(id) }));
      const line = make('li');
      line.append(button);
      return line;
    }));
  }

  /** Says of somebody that they are not connected. @param {number | null} person @returns {string} */
  #away(person) {
    return person !== null && this.#presence.lacks(person) ? this.#words.say('hand.away') : '';
  }

  /** @param {'floor.grant' | 'floor.take'} act @param {Record<string, unknown>} given */
  #ask(act, given) {
    this.#dialog.close();
    void this.#leading.ask(act, given);
  }
}
