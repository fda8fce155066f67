import { Signal } from '../record/signal.js';
import { uuid7 } from '../record/ids.js';
import { grouped, parts } from './batches.js';
import { pack } from './codec.js';
import { placingOf } from './mark.js';
import { movedOn } from './placing.js';
import { Undo } from './undo.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Outbox } from '../record/outbox.js'
 * @import { Item, KeptItem, Shelf } from '../record/shelf.js'
 * @import { Layer, StrokeFacts } from '../record/types.js'
 * @import { Look } from './brush.js'
 * @import { Where } from './pen.js'
 * @import { Moving, Placing } from './placing.js'
 * @import { Stroke, Strokes } from './strokes.js'
 * @import { Deed, Others, Placed } from './undo.js'
 */

/** @typedef {'made_private' | 'kept_here' | 'not_erased' | 'not_moved' | 'not_stored'} Trouble */

/** Turns what the hand did into acts: written down first, shown next, sent when the line allows. */
export class Writer {
  #meeting;
  #outbox;
  #shelf;
  #strokes;
  undo;
  /** Has marks come that are not known here yet. @type {() => Promise<void>} */
  learn = async () => undefined;
  /** Something went another way than meant; with the server's sentence. @type {Signal<{kind: Trouble, message: string}>} */
  troubles = new Signal();
  /** A deed was taken back, or done again; with the marks it was about. @type {Signal<{ids: string[], back: boolean}>} */
  turned = new Signal();

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
    this.undo = new Undo(`${meeting.facts.id}:${meeting.me.id}`);
    outbox.done.listen(({ item, answer }) => {
      if (this.#ours(item)) strokes.settle(item, answer, meeting.me.id);
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

  /** @param {string[]} ids my own marks, or those that all see where I have the chair */
  async erase(ids) {
    await this.replace(ids, []);
  }

  /**
   * Puts others in the place of strokes of mine, as one deed: the new ones are written down before the old ones go.
   * @param {string[]} ids
   * @param {{look: Look, where: Omit<Where, 'id'>}[]} pieces
   * @returns {Promise<string[]>} the new ones
   */
  async replace(ids, pieces) {
    if (!ids.length && !pieces.length) return [];
    const named = pieces.map(({ look, where }) => ({ look, where: { ...where, id: this.name() } }));
    for (const { look, where } of named) await this.#draw(look, where);
    const others = this.#known(ids).filter(({ by }) => by !== this.#meeting.me.id)
      .map(({ id, version, layer, group }) => ({ id, version, layer, group }));
    await this.#mark(ids, true);
    const drawn = named.map(({ where }) => where.id);
    this.undo.add({ drawn, erased: ids, ...(others.length && { others }) });
    return drawn;
  }

  /**
   * Moves marks of mine, also to another page or from the tray, as one deed.
   * @param {string[]} ids
   * @param {Moving} by pt of the page
   */
  async place(ids, by) {
    await this.put(this.#known(ids).map(({ id, placing, middle }) => ({ id, ...movedOn(placing, middle, by) })));
  }

  /** Puts marks of mine where they belong, as one deed: out of the tray, or into it by page 0. @param {({id: string} & Placing)[]} puts */
  async put(puts) {
    const placed = puts.flatMap(({ id, ...to }) => this.#known([id]).map(({ version, placing }) => (
      { id, version, from: placing, to: placingOf(to) })));
    if (!placed.length) return;
    await this.#place(placed, 'to');
    this.undo.add({ drawn: [], erased: [], placed });
  }

  /**
   * Lays marks of mine on another layer, as one deed.
   * @param {string[]} ids
   * @param {Layer} layer
   * @param {number | null} [group] where the layer is a group's
   */
  async lay(ids, layer, group = null) {
    const to = { layer, group };
    const laid = this.#known(ids).filter((one) => one.layer !== layer || one.group !== group)
      .map((one) => ({ id: one.id, from: { layer: one.layer, group: one.group }, to }));
    if (!laid.length) return;
    await this.#lay(laid.map(({ id }) => id), to);
    this.undo.add({ drawn: [], erased: [], laid });
  }

  /** Takes the last deed back. */
  async back() {
    const deed = this.undo.undo();
    if (deed) await this.#turn(deed.erased, deed.drawn, deed, 'from');
  }

  /** Does again what was last taken back. */
  async again() {
    const deed = this.undo.redo();
    if (deed) await this.#turn(deed.drawn, deed.erased, deed, 'to');
  }

  /** @param {string[]} back marks that come back @param {string[]} gone marks that go @param {Deed} deed @param {'from' | 'to'} side */
  async #turn(back, gone, { others, placed = [], laid = [] }, side) {
    const about = [...back, ...gone, ...[...placed, ...laid].map(({ id }) => id)];
    // The page was loaded anew since: its marks may not be here yet.
    if (about.some((id) => !this.#strokes.get(id))) await this.learn();
    if (back.length) await this.#mark(back, false, others);
    if (gone.length) await this.#mark(gone, true, others);
    // Where the paper was replaced meanwhile, the old places mean nothing.
    const there = placed.filter(({ id, version }) => this.#strokes.get(id)?.version === version);
    if (there.length) await this.#place(there, side);
    for (const same of grouped(laid, (one) => JSON.stringify(one[side]))) {
      await this.#lay(same.map(({ id }) => id), /** @type {(typeof laid)[number]} */ (same[0])[side]);
    }
    this.turned.send({ ids: about, back: side === 'from' });
  }

  /** @param {Placed[]} placed @param {'from' | 'to'} side */
  async #place(placed, side) {
    const sides = new Map(placed.map((one) => [one.id, one[side]]));
    await this.#act('ink.place', [...sides.keys()], (ids) => (
      { places: ids.map((id) => ({ id, .../** @type {Placing} */ (sides.get(id)) })) }));
  }

  /** @param {string[]} ids @param {{layer: Layer, group: number | null}} to */
  async #lay(ids, { layer, group }) {
    const known = this.#known(ids);
    for (const { id } of known.filter(({ kept }) => kept)) this.#strokes.relayer(id, layer, group);
    for (const part of parts(known.filter(({ kept }) => !kept), ({ points }) => points.length)) {
      this.#strokes.hope(await this.#put('ink.lay', { layer, group, ids: part.map(({ id }) => id) }));
    }
  }

  /** @param {string[]} ids @returns {Stroke[]} those known here, as they are on the newest version */
  #known(ids) {
    return ids.flatMap((id) => this.#strokes.get(id) ?? []);
  }

  /** @param {Look} look @param {Where} where */
  async #draw(look, where) {
    const { tool, color, width, text } = look;
    const facts = { ...where, tool, color, width, points: pack(look.trail), ...(text && { text }) };
    try {
      await this.#put('ink.draw', facts);
    } catch {
      this.troubles.send({ kind: 'not_stored', message: '' });
    }
    this.#strokes.draw(facts, this.#meeting.me.id, null);
  }

  /** @returns {string} a name for a stroke about to be drawn */
  name() {
    return uuid7();
  }

  /** @param {string[]} ids @param {boolean} erased @param {Others[]} [others] those of them that may not be known here any more */
  async #mark(ids, erased, others) {
    await this.#act(erased ? 'ink.erase' : 'ink.restore', ids, (there) => ({ ids: there }), others);
    // What the server refused it does not know: such marks come and go on this tablet only.
    this.#strokes.mark(this.#known(ids).flatMap(({ id, kept }) => (kept ? [id] : [])), erased);
  }

  /**
   * An act for all marks of one layer and version, each on the newest version it is on.
   * @param {string} act
   * @param {string[]} ids
   * @param {(ids: string[]) => Record<string, unknown>} given
   * @param {Others[]} [others]
   */
  async #act(act, ids, given, others = []) {
    const told = new Map(others.map((one) => [one.id, one]));
    const known = ids.flatMap((id) => this.#strokes.get(id) ?? told.get(id) ?? []).filter((one) => !('kept' in one && one.kept));
    for (const same of grouped(known, ({ layer, group, version }) => `${layer}/${group}/${version}`).flatMap((all) => parts(all))) {
      const { layer, group, version } = /** @type {Others} */ (same[0]);
      const item = await this.#put(act, { layer, group, version, ...given(same.map(({ id }) => id)) });
      this.#strokes.hope(item);
    }
  }

  /** @param {string} act @param {{layer: Layer, group?: number | null, [name: string]: unknown}} given @returns {Promise<Item>} */
  #put(act, { group, ...given }) {
    const told = { meeting: this.#meeting.facts.id, ...given, ...(group && { group }) };
    return this.#outbox.put(act, told, this.#meeting.streamOf(given.layer, group));
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
      this.#strokes.hope(item);
    }
  }

  /** @param {KeptItem} item */
  async #refused(item) {
    if (!this.#ours(item)) return;
    const message = item.answer.message ?? '';
    this.#strokes.despair(item);
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
    await this.#put('ink.draw', next);
    await this.#shelf.release(item.n);
    if (taken) this.#strokes.forget(facts.id, this.#meeting.me.id);
    if (taken) this.undo.rename(facts.id, next.id);
    this.#strokes.draw(next, this.#meeting.me.id, null);
  }

  /** The stroke goes to my own notes; the shared act is forgotten only when that is written down. @param {KeptItem} item */
  async #makePrivate(item) {
    const { meeting: _, group: __, ...facts } = /** @type {StrokeFacts & {meeting: number}} */ (/** @type {unknown} */ (item.given));
    await this.#put('ink.draw', { ...facts, layer: 'private' });
    await this.#shelf.release(item.n);
    this.#strokes.relayer(facts.id, 'private');
  }

  /** A deed was refused: what it was about is shown as it is. @param {KeptItem} item @param {string} message */
  async #undoMark(item, message) {
    await this.#shelf.release(item.n);
    const erases = item.act === 'ink.erase';
    if (!erases && item.act !== 'ink.restore') {
      this.troubles.send({ kind: 'not_moved', message });
      return;
    }
    const ids = /** @type {string[]} */ (item.given.ids);
    const moved = ids.filter((id) => this.#strokes.get(id)?.layer !== item.given.layer);
    if (moved.length) await this.#mark(moved, erases);
    else this.troubles.send({ kind: 'not_erased', message });
  }
}
