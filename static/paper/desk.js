import { NotGiven, readInk } from '../record/api.js';
import { PageTexts } from '../record/page_texts.js';
import { Composing } from './composing.js';
import { Previews, Telling } from './previews.js';
import { Sight } from './sight.js';
import { Strokes } from './strokes.js';
import { Tools } from './tools.js';
import { Writer } from './writer.js';

/**
 * @import { Awaited } from './along.js'
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Look } from './brush.js'
 * @import { Where } from './pen.js'
 * @import { Stroke } from './strokes.js'
 */

/** Milliseconds until ink that did not come over an open line is asked for again. */
const AGAIN = 3_000;

/** All writing of the meeting: what the hand holds, my strokes and the others', fetched and kept true. */
export class WritingDesk {
  #record;
  /** Versions whose ink has been fetched, or is coming. @type {Map<number, Promise<void>>} */
  #fetched = new Map();
  tools = new Tools();
  strokes = new Strokes();
  previews = new Previews();
  /** Which marks are shown on this device. */
  sight = new Sight();
  texts = new PageTexts();
  /** What the lasso copied last, for other pages. @type {{look: Look, where: Omit<Where, 'id'>}[]} */
  copied = [];
  /** The words being written. */
  composing;
  telling;
  writer;

  /** @param {MeetingRecord} record */
  constructor(record) {
    this.#record = record;
    const { meeting, live, outbox, shelf, folded, skipped } = record;
    this.writer = new Writer(meeting, outbox, shelf, this.strokes);
    this.writer.learn = async () => {
      await Promise.all(meeting.papers.map((paper) => this.fetch(paper.version)));
    };
    this.composing = new Composing(`${meeting.facts.id}:${meeting.me.id}`);
    this.telling = new Telling((body, { layer, group }) => (
      live.whisper({ stream: meeting.streamOf(layer, group), kind: 'ink', body })));
    folded.listen(({ entry }) => {
      this.strokes.fold(entry);
      if (entry.kind === 'notebook.wiped') void this.#release();
      if (entry.kind === 'ink.drawn') this.previews.drop(String(entry.body.id));
    });
    for (const lost of [skipped, this.strokes.missing]) lost.listen(() => this.#fetchAgain());
    live.whispers.listen((whisper) => this.previews.hear(whisper, Date.now()));
    setInterval(() => this.previews.forget(Date.now()), 1_000);
  }

  /** @returns {number} my id */
  get me() {
    return this.#record.meeting.me.id;
  }

  /** The marks to be seen on a page, the oldest first. @param {number} version @param {number} page @returns {Stroke[]} */
  seen(version, page) {
    return this.strokes.on(version, page).filter((mark) => this.sight.shows(mark));
  }

  /** All marks of a paper, page by page. @param {number} version @param {number} pages how many it has @returns {Stroke[]} */
  of(version, pages) {
    return Array.from({ length: pages }, (_, i) => this.strokes.on(version, i + 1)).flat();
  }

  /** The words of a page, to be marked; null where it has none, or they can't be had. @param {string} digest @param {number} page @returns {Awaited} */
  textOf(digest, page) {
    const known = this.texts.now(digest, page);
    if (known) return known.lines.length ? known : null;
    return this.texts.load(digest, page).then((text) => (text.lines.length ? text : null), () => null);
  }

  /** Fetches the ink of a version once; later the streams bring what is new. @param {number} version */
  fetch(version) {
    const coming = this.#fetched.get(version) ?? this.#load(version);
    this.#fetched.set(version, coming);
    return coming;
  }

  /** @param {number} version */
  async #load(version) {
    const { meeting } = this.#record;
    try {
      const { told, kept } = await readInk(meeting.facts.id, version);
      this.strokes.adopt(version, told, (layer, group) => meeting.streamOf(layer, group));
      if (!kept) return;
      this.#fetched.delete(version);
      for (const [, entries] of await this.#record.kept()) for (const entry of entries) this.strokes.fold(entry);
    } catch (trouble) {
      this.#fetched.delete(version);
      // Nothing else may come that has it asked for again, and marks that were passed over would stay missing.
      const lost = !(trouble instanceof NotGiven) || trouble.status >= 500;
      if (lost && this.#record.live.line === 'open') setTimeout(() => void this.fetch(version), AGAIN);
    }
  }

  /** What this tablet alone kept of this meeting goes with what was wiped. */
  async #release() {
    const { meeting, shelf } = this.#record;
    const kept = await shelf.kept(meeting.me.id);
    const mine = kept.filter(({ given, act }) => given.meeting === meeting.facts.id && act === 'ink.draw' && given.layer === 'private');
    for (const { n } of mine) await shelf.release(n);
  }

  #fetchAgain() {
    const versions = [...this.#fetched.keys()];
    this.#fetched.clear();
    for (const version of versions) void this.fetch(version);
  }
}
