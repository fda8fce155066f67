import { readInk } from '../record/api.js';
import { the } from './dom.js';
import { Eraser } from './eraser.js';
import { Ink } from './ink.js';
import { Pen } from './pen.js';
import { Previews, Telling } from './previews.js';
import { Sheet } from './sheet.js';
import { Strokes } from './strokes.js';
import { Tools } from './tools.js';
import { Writer } from './writer.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Stroke } from './strokes.js'
 * @import { PageView } from './view.js'
 * @import { Words } from './words.js'
 */

/** The writing on the pages: pen and eraser, my strokes and the others', and their painting. */
export class WritingDesk {
  #record;
  #view;
  #words;
  #still = new Sheet(the('still', HTMLCanvasElement));
  #live = new Sheet(the('live', HTMLCanvasElement));
  #ink = new Ink(this.#still, this.#live);
  #previews = new Previews();
  #telling;
  /** Versions whose ink has been fetched. @type {Set<number>} */
  #fetched = new Set();
  /** Finished strokes that are being written down: still shown by the live sheet. @type {Set<import('./brush.js').Look>} */
  #landing = new Set();
  #stale = { still: false, live: false };
  tools = new Tools();
  strokes = new Strokes();
  writer;
  pen;
  eraser;

  /** @param {MeetingRecord} record @param {PageView} view @param {Words} words */
  constructor(record, view, words) {
    this.#record = record;
    this.#view = view;
    this.#words = words;
    const { meeting, live, outbox, shelf } = record;
    this.writer = new Writer(meeting, outbox, shelf, this.strokes);
    this.#telling = new Telling((body) => live.whisper({ stream: meeting.stream, kind: 'ink', body }));
    /** @param {number} x @param {number} y */
    const toPage = (x, y) => {
      const { left, top } = the('stage', HTMLElement).getBoundingClientRect();
      return view.viewport.toPage(x - left, y - top);
    };
    this.pen = new Pen(this.tools, toPage, () => this.#where());
    this.eraser = new Eraser(toPage, () => this.#mine(), () => view.viewport.scale);
    this.#listen();
  }

  /** Fetches the ink of a version once; later the streams bring what is new. @param {number} version */
  async fetch(version) {
    if (this.#fetched.has(version)) return;
    this.#fetched.add(version);
    const { meeting } = this.#record;
    try {
      const facts = await readInk(meeting.facts.id, version);
      this.strokes.adopt(version, facts, (layer) => (layer === 'shared' ? meeting.stream : meeting.notebook));
    } catch {
      this.#fetched.delete(version);
    }
  }

  /** Lays both sheets over what is seen now and paints them. */
  lay() {
    if (!this.#view.open) return;
    this.#still.lay(this.#view.viewport, devicePixelRatio);
    this.#live.lay(this.#view.viewport, devicePixelRatio);
    this.#paint();
  }

  /** The hand is taken off the page: what it wrote until now counts. */
  finish() {
    this.pen.up();
    this.eraser.up();
  }

  /** Paints the finished strokes anew within a frame. */
  refresh() {
    this.#soon('still');
  }

  #listen() {
    const { folded, skipped, live } = this.#record;
    this.strokes.changed.listen((place) => {
      const { open } = this.#view;
      if (open?.facts.version === place.version && open.page === place.page) this.#soon('still');
    });
    folded.listen(({ entry }) => {
      this.strokes.fold(entry);
      if (entry.kind === 'ink.drawn') this.#previews.drop(String(entry.body.id));
    });
    for (const lost of [skipped, this.strokes.missing]) lost.listen(() => this.#fetchAgain());
    live.whispers.listen((whisper) => this.#previews.hear(whisper, Date.now()));
    setInterval(() => this.#previews.forget(Date.now()), 1_000);
    this.#previews.changed.listen(() => this.#soon('live'));
    this.eraser.moved.listen(() => this.#soon('still'));
    this.eraser.finished.listen((ids) => void this.writer.erase(ids));
    this.pen.moved.listen(() => {
      if (this.pen.stroke) this.#telling.tell(this.pen.stroke, performance.now());
      else this.#telling.drop();
      this.#soon('live');
    });
    this.pen.finished.listen((stroke) => void this.#land(stroke));
  }

  /** @param {{look: import('./brush.js').Look, where: import('./pen.js').Where}} stroke */
  async #land({ look, where }) {
    this.#landing.add(look);
    await this.writer.draw(look, where);
    this.#landing.delete(look);
    this.#soon('live');
  }

  #fetchAgain() {
    const versions = [...this.#fetched];
    this.#fetched.clear();
    for (const version of versions) void this.fetch(version);
  }

  /** @returns {import('./pen.js').Where | null} */
  #where() {
    const { open } = this.#view;
    if (!open) return null;
    // Without the toolbar in sight nobody could see that others read along.
    const layer = this.tools.writing ? this.tools.layer : 'private';
    return { id: this.writer.name(), version: open.facts.version, page: open.page, layer };
  }

  /** @returns {Stroke[]} */
  #mine() {
    return this.#shown().filter((stroke) => stroke.by === this.#record.meeting.me.id);
  }

  /** @returns {Stroke[]} */
  #shown() {
    const { open } = this.#view;
    return open ? this.strokes.on(open.facts.version, open.page) : [];
  }

  /** @param {'still' | 'live'} which */
  #soon(which) {
    const asked = this.#stale.still || this.#stale.live;
    this.#stale[which] = true;
    if (!asked) requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    const { open } = this.#view;
    this.#stale = { still: false, live: false };
    if (!open) return;
    const shown = this.#shown();
    this.#ink.paint(shown, this.eraser.touched);
    const mine = this.pen.stroke ? [this.pen.stroke.look] : [];
    const others = this.#previews.on(open.facts.version, open.page);
    this.#ink.paintLive([...others, ...this.#landing, ...mine]);
    // An empty sheet is taken away: blending it with the page costs a frame on slow tablets.
    the('ink', HTMLElement).hidden = !(shown.length || others.length || this.#landing.size || mine.length);
    this.#tell(shown.length, others.length);
  }

  /** Says what a canvas can't: how much is written here. @param {number} count @param {number} others under way */
  #tell(count, others) {
    const ink = the('ink', HTMLElement);
    ink.setAttribute('aria-label', count ? this.#words.say('write.count', { count }) : '');
    ink.dataset.underWay = String(others);
  }
}
