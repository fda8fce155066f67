import { readInk } from '../record/api.js';
import { Previews, Telling } from './previews.js';
import { Strokes } from './strokes.js';
import { Tools } from './tools.js';
import { Writer } from './writer.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 */

/** All writing of the meeting: what the hand holds, my strokes and the others', fetched and kept true. */
export class WritingDesk {
  #record;
  /** Versions whose ink has been fetched. @type {Set<number>} */
  #fetched = new Set();
  tools = new Tools();
  strokes = new Strokes();
  previews = new Previews();
  telling;
  writer;

  /** @param {MeetingRecord} record */
  constructor(record) {
    this.#record = record;
    const { meeting, live, outbox, shelf, folded, skipped } = record;
    this.writer = new Writer(meeting, outbox, shelf, this.strokes);
    this.telling = new Telling((body) => live.whisper({ stream: meeting.stream, kind: 'ink', body }));
    folded.listen(({ entry }) => {
      this.strokes.fold(entry);
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

  /** Fetches the ink of a version once; later the streams bring what is new. @param {number} version */
  async fetch(version) {
    if (this.#fetched.has(version)) return;
    this.#fetched.add(version);
    const { meeting } = this.#record;
    try {
      const facts = await readInk(meeting.facts.id, version);
      this.strokes.adopt(version, facts, (layer, group) => meeting.streamOf(layer, group));
    } catch {
      this.#fetched.delete(version);
    }
  }

  #fetchAgain() {
    const versions = [...this.#fetched];
    this.#fetched.clear();
    for (const version of versions) void this.fetch(version);
  }
}
