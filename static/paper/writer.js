import { Signal } from '../record/signal.js';
import { uuid7 } from '../record/ids.js';
import { pack } from './codec.js';
import { Undo } from './undo.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Outbox } from '../record/outbox.js'
 * @import { Item, KeptItem, Shelf } from '../record/shelf.js'
 * @import { Layer, StrokeFacts } from '../record/types.js'
 * @import { Look } from './brush.js'
 * @import { Where } from './pen.js'
 * @import { Strokes } from './strokes.js'
 */

/** @typedef {'made_private' | 'kept_here' | 'not_erased' | 'not_stored'} Trouble */

/** Turns what the hand did into acts: written down first, shown next, sent when the line allows. */
export class Writer {
  #meeting;
  #outbox;
  #shelf;
  #strokes;
  undo = new Undo();
  /** Something went another way than meant; with the server's sentence. @type {Signal<{kind: Trouble, message: string}>} */
  troubles = new Signal();

  /**
   * @param {Meeting} meeting
   * @param {Outbox} outbox
   * @param {Shelf} shelf
   * @param {Strokes} strokes
   */
  constructor(meeting, outbox, shelf, strokes) {
    this.#meeting = meeting;
    this.#outbox = outbox;
    this.#shelf = shelf;
    this.#strokes = strokes;
    outbox.done.listen(({ item, answer }) => {
      const id = item.act === 'ink.draw' && this.#ours(item) ? String(item.given.id) : null;
      const facts = id ? strokes.get(id) : undefined;
      if (facts && answer.number) strokes.draw(facts, facts.by, answer.number);
    });
    outbox.refused.listen((item) => void this.#refused(item));
  }

  /** Shows what earlier pages wrote and the server has not, in its old order. */
  async restore() {
    const kept = (await this.#shelf.kept(this.#meeting.me.id)).filter((item) => this.#ours(item));
    for (const item of kept) {
      if (item.act !== 'ink.draw') continue;
      this.#show(item);
      if (item.answer.keep === 'private') await this.#makePrivate(item);
      else await this.#again(item);
    }
    for (const item of this.#outbox.items) if (this.#ours(item)) this.#show(item);
  }

  /**
   * A stroke is finished.
   * @param {Look} look
   * @param {Where} where
   */
  async draw(look, where) {
    await this.#draw(look, where);
    this.undo.add({ drawn: [where.id], erased: [] });
  }

  /** @param {string[]} ids my own strokes */
  erase(ids) {
    return this.replace(ids, []);
  }

  /**
   * Puts others in the place of strokes of mine, as one deed: the new ones are written down before the old ones go.
   * @param {string[]} ids
   * @param {{look: Look, where: Omit<Where, 'id'>}[]} pieces
   */
  async replace(ids, pieces) {
    if (!ids.length) return;
    const named = pieces.map(({ look, where }) => ({ look, where: { ...where, id: this.name() } }));
    for (const { look, where } of named) await this.#draw(look, where);
    await this.#mark(ids, true);
    this.undo.add({ drawn: named.map(({ where }) => where.id), erased: ids });
  }

  /** Takes the last deed back. */
  async back() {
    const deed = this.undo.undo();
    if (deed) await this.#turn(deed.erased, deed.drawn);
  }

  /** Does again what was last taken back. */
  async again() {
    const deed = this.undo.redo();
    if (deed) await this.#turn(deed.drawn, deed.erased);
  }

  /** @param {string[]} back strokes that come back @param {string[]} gone strokes that go */
  async #turn(back, gone) {
    if (back.length) await this.#mark(back, false);
    if (gone.length) await this.#mark(gone, true);
  }

  /** @param {Look} look @param {Where} where */
  async #draw(look, where) {
    const { tool, color, width } = look;
    const facts = { ...where, tool, color, width, points: pack(look.trail) };
    try {
      await this.#put('ink.draw', where.layer, facts);
    } catch {
      this.troubles.send({ kind: 'not_stored', message: '' });
    }
    this.#strokes.draw(facts, this.#meeting.me.id, null);
  }

  /** @returns {string} a name for a stroke about to be drawn */
  name() {
    return uuid7();
  }

  /** @param {string[]} ids @param {boolean} erased */
  async #mark(ids, erased) {
    const known = ids.flatMap((id) => this.#strokes.get(id) ?? []);
    for (const layer of /** @type {Layer[]} */ (['private', 'shared'])) {
      // What the server refused it does not know: such strokes come and go on this tablet only.
      const there = known.filter((stroke) => stroke.layer === layer && !stroke.kept);
      const given = { layer, ids: there.map((stroke) => stroke.id) };
      if (there.length) await this.#put(erased ? 'ink.erase' : 'ink.restore', layer, given);
    }
    this.#strokes.mark(ids, erased, 0);
  }

  /** @param {string} act @param {Layer} layer @param {Record<string, unknown>} given */
  #put(act, layer, given) {
    const stream = layer === 'shared' ? this.#meeting.stream : this.#meeting.notebook;
    return this.#outbox.put(act, { meeting: this.#meeting.facts.id, ...given }, stream);
  }

  /** @param {Item} item @returns {boolean} whether it is ink of this meeting */
  #ours(item) {
    return item.act.startsWith('ink.') && item.given.meeting === this.#meeting.facts.id;
  }

  /** @param {Item} item */
  #show(item) {
    if (item.act === 'ink.draw') {
      const { meeting: _, ...facts } = /** @type {StrokeFacts & {meeting: number}} */ (/** @type {unknown} */ (item.given));
      this.#strokes.draw(facts, this.#meeting.me.id, null);
    } else {
      this.#strokes.mark(/** @type {string[]} */ (item.given.ids), item.act === 'ink.erase', 0);
    }
  }

  /** @param {KeptItem} item */
  async #refused(item) {
    if (!this.#ours(item)) return;
    const message = item.answer.message ?? '';
    if (item.answer.refused === 'ink.id_is_taken') await this.#shelf.release(item.n);
    else if (item.answer.refused === 'ink.id_is_anothers') await this.#again(item);
    else if (item.act !== 'ink.draw') await this.#undoMark(item, message);
    else if (item.answer.keep === 'private') {
      await this.#makePrivate(item);
      this.troubles.send({ kind: 'made_private', message });
    } else {
      this.#strokes.keep(String(item.given.id));
      this.troubles.send({ kind: 'kept_here', message });
    }
  }

  /**
   * A refused stroke goes out once more under a new key, and under a new name where its own is somebody else's:
   * what was in its way may be gone. It is set aside again where it is not. @param {KeptItem} item
   */
  async #again(item) {
    const { meeting: _, ...facts } = /** @type {StrokeFacts & {meeting: number}} */ (/** @type {unknown} */ (item.given));
    const taken = item.answer.refused === 'ink.id_is_anothers';
    const next = taken ? { ...facts, id: uuid7() } : facts;
    await this.#put('ink.draw', facts.layer, next);
    await this.#shelf.release(item.n);
    if (taken) this.#strokes.forget(facts.id, this.#meeting.me.id);
    this.#strokes.draw(next, this.#meeting.me.id, null);
  }

  /** The stroke goes to my own notes; the shared act is forgotten only when that is written down. @param {KeptItem} item */
  async #makePrivate(item) {
    const { meeting: _, ...facts } = /** @type {StrokeFacts & {meeting: number}} */ (/** @type {unknown} */ (item.given));
    await this.#put('ink.draw', 'private', { ...facts, layer: 'private' });
    await this.#shelf.release(item.n);
    this.#strokes.relayer(facts.id, 'private');
  }

  /** An erasure was refused: what is still there is shown again. @param {KeptItem} item @param {string} message */
  async #undoMark(item, message) {
    await this.#shelf.release(item.n);
    const ids = /** @type {string[]} */ (item.given.ids);
    const moved = ids.filter((id) => this.#strokes.get(id)?.layer !== item.given.layer);
    this.#strokes.mark(ids, item.act !== 'ink.erase', 0);
    if (moved.length) await this.#mark(moved, item.act === 'ink.erase');
    else this.troubles.send({ kind: 'not_erased', message });
  }
}
