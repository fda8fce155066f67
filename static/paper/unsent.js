import { make, the } from './dom.js';
import { clock } from './line_state.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Item, KeptItem } from '../record/shelf.js'
 * @import { Place } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { PageNames } from './naming.js'
 * @import { Words } from './words.js'
 */

/** @typedef {{record: MeetingRecord, desk: WritingDesk, names: PageNames, words: Words}} Parts */

/** What of mine is not with the server yet, one by one, and what the server did not take. */
export class Unsent {
  #record;
  #desk;
  #names;
  #words;
  #go;
  #dialog = the('unsent', HTMLDialogElement);

  /** @param {Parts} parts @param {(place: Place) => void} go */
  constructor({ record, desk, names, words }, go) {
    this.#record = record;
    this.#desk = desk;
    this.#names = names;
    this.#words = words;
    this.#go = go;
    the('line', HTMLButtonElement).addEventListener('click', () => {
      this.#dialog.showModal();
      void this.#show();
    });
    the('unsent-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    const again = () => this.#dialog.open && void this.#show();
    record.outbox.counted.listen(again);
    record.live.lines.listen(again);
  }

  async #show() {
    const { outbox, live, shelf, meeting } = this.#record;
    const { items } = outbox;
    const since = live.downSince === null ? '' : clock(live.downSince);
    the('unsent-line', HTMLElement).textContent = this.#words.say(live.line === 'open' ? 'unsent.open' : 'unsent.down', { since: since || this.#words.say('unsent.just_now') });
    the('unsent-count', HTMLElement).textContent = this.#words.say(items.length ? 'unsent.some' : 'unsent.none', { count: items.length });
    the('unsent-list', HTMLElement).replaceChildren(...items.map((item) => this.#row(item)));
    const kept = await shelf.kept(meeting.me.id);
    the('unsent-refused', HTMLElement).hidden = !kept.length;
    the('unsent-kept', HTMLElement).replaceChildren(...kept.map((item) => this.#row(item, item.answer.message)));
  }

  /** @param {Item | KeptItem} item @param {string} [why] @returns {HTMLElement} */
  #row(item, why = '') {
    const { place, what, others } = this.#about(item);
    const row = make('li');
    const name = make('span', 'unsent-where', place ? this.#names.where(place) : this.#words.say('unsent.elsewhere'));
    const told = this.#words.say('unsent.what', { what: others ? this.#words.say('unsent.and_more', { what, count: others }) : what, at: clock(item.at) });
    const parts = [name, make('span', 'unsent-what', told), ...(why ? [make('span', 'unsent-why', why)] : [])];
    if (!place) {
      row.append(...parts);
      return row;
    }
    const there = make('button', 'control');
    there.type = 'button';
    there.append(...parts);
    there.addEventListener('click', () => {
      this.#dialog.close();
      this.#go(place);
    });
    row.append(there);
    return row;
  }

  /** Which page an act is about, in words what it does, and to how many marks more. @param {Item} item @returns {{place: Place | null, what: string, others: number}} */
  #about({ act, given }) {
    const places = /** @type {{id: string}[]} */ (given.places ?? []);
    const ids = /** @type {string[]} */ (given.ids ?? places.map(({ id }) => id));
    const mark = ids.length ? this.#desk.strokes.get(/** @type {string} */ (ids[0])) : undefined;
    const page = Number(mark?.page ?? given.page ?? 0);
    const version = Number(mark?.version ?? given.version ?? 0);
    const tool = String(given.tool ?? mark?.tool ?? '');
    const thing = this.#words.say(tool ? `mark.tool.${tool}` : 'unsent.mark');
    return {
      place: page && this.#names.paper(version) ? { version, page } : null,
      what: this.#words.say(`unsent.${act}`, { thing }),
      others: Math.max(0, ids.length - 1),
    };
  }
}
