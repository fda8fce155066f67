import { icon, make, the } from './dom.js';
import { named, write } from './furigana.js';
import { placeOf } from './lasso.js';
import { layersOf, sameLayer, seenBy } from './layers.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Stroke } from './strokes.js'
 * @import { Words } from './words.js'
 */

/** What has words that can be written anew. @type {Set<string>} */
const WORDED = new Set(['text', 'sticky', 'slip']);

/** What a mark says, who made it and when, and what its author may do with it. */
export class MarkCard {
  #desk;
  #meeting;
  #words;
  #dialog = the('mark', HTMLDialogElement);
  /** @type {Stroke[]} */
  #marks = [];

  /** @param {{desk: WritingDesk, meeting: Meeting, words: Words}} parts */
  constructor({ desk, meeting, words }) {
    this.#desk = desk;
    this.#meeting = meeting;
    this.#words = words;
    the('mark-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    the('mark-rewrite', HTMLButtonElement).addEventListener('click', () => this.#rewrite());
    the('mark-erase', HTMLButtonElement).addEventListener('click', () => void this.#erase());
  }

  /** @param {Stroke} mark */
  open(mark) {
    const mine = mark.by === this.#desk.me;
    the('mark-title', HTMLElement).textContent = this.#words.say(`mark.tool.${mark.tool}`);
    the('mark-text', HTMLElement).textContent = mark.tool === 'words' ? '' : mark.text ?? '';
    write(the('mark-who', HTMLElement), this.#who(mark));
    the('mark-rewrite', HTMLElement).hidden = !mine || !WORDED.has(mark.tool);
    const clears = this.#meeting.me.role === 'chair' && mark.layer === 'shared';
    the('mark-erase', HTMLElement).hidden = !mine && !clears;
    this.#show([mark], mine);
  }

  /** Asks for whom some of my marks are to be. @param {Stroke[]} marks */
  lay(marks) {
    if (!marks.length) return;
    the('mark-title', HTMLElement).textContent = this.#words.say('chosen.count', { count: marks.length });
    for (const name of ['mark-text', 'mark-who']) the(name, HTMLElement).replaceChildren();
    for (const name of ['mark-rewrite', 'mark-erase']) the(name, HTMLElement).hidden = true;
    this.#show(marks, true);
  }

  /** @param {Stroke[]} marks @param {boolean} mine */
  #show(marks, mine) {
    this.#marks = marks;
    the('mark-layers', HTMLElement).hidden = !mine;
    const others = layersOf(this.#meeting, this.#words).filter((one) => !marks.every((mark) => sameLayer(mark, one)));
    the('mark-layer-list', HTMLElement).replaceChildren(...others.map((one) => {
      const made = make('button', 'control');
      made.type = 'button';
      made.append(icon(one.symbol), make('span', '', one.name));
      made.addEventListener('click', () => {
        this.#dialog.close();
        void this.#desk.writer.lay(marks.map(({ id }) => id), one.layer, one.group);
      });
      return made;
    }));
    this.#dialog.showModal();
  }

  /** @param {Stroke} mark @returns {string} */
  #who({ by, at, made, ...layer }) {
    const { me, people } = this.#meeting;
    return this.#words.say(by === me.id ? 'mark.mine' : 'mark.who', {
      who: named(people[String(by)]) || this.#words.say('mark.somebody'), when: when(at ?? made),
      whom: seenBy(this.#meeting, this.#words, layer),
    });
  }

  #rewrite() {
    const [mark] = this.#marks;
    this.#dialog.close();
    if (!mark) return;
    // Where its paper was replaced, it is written anew on the newest.
    const now = this.#desk.strokes.get(mark.id) ?? mark;
    const { tool, color, width, trail, text } = now;
    this.#desk.composing.begin({ tool, color, width, trail, text }, { ...placeOf(now), id: mark.id }, { instead: mark.id });
  }

  async #erase() {
    this.#dialog.close();
    await this.#desk.writer.erase(this.#marks.map(({ id }) => id));
  }
}

/** @param {number} at ms since the epoch @returns {string} */
function when(at) {
  const language = document.documentElement.lang || 'ja';
  return new Date(at).toLocaleString(language, { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' });
}
