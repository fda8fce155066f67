import { Journal } from '../keeping/journal.js';
import { openMeeting, readMeeting } from './api.js';
import { Live } from './live.js';
import { Meeting } from './meeting.js';
import { Outbox } from './outbox.js';
import { Presence } from './presence.js';
import { Shelf } from './shelf.js';
import { Signal } from './signal.js';
import { Streams } from './stream.js';

/**
 * @import { Done, Entry, Snapshot } from './types.js'
 */

/** How long changes to papers and agenda are gathered before the list is fetched anew, ms. */
const GATHER = 150;
/** An entry that has not come so long after its answer is not waited for, ms. */
const LATE = 5_000;

/** All that is known of one meeting on this tablet, kept true by its streams. */
export class MeetingRecord {
  meeting;
  shelf;
  live;
  outbox;
  presence = new Presence();
  #streams;
  #journal;
  /** Whether the snapshot is one this tablet kept: once there is a line it is asked for. */
  #stale = false;
  /** @type {number | undefined} */
  #refreshing;
  /** @type {Signal<{stream: string, entry: Entry}>} */
  folded = new Signal();
  /** Entries were passed over: what was folded from them must be fetched again. @type {Signal<void>} */
  skipped = new Signal();

  /** @param {Snapshot} snapshot @param {Shelf} shelf */
  constructor(snapshot, shelf) {
    this.meeting = new Meeting(snapshot);
    this.shelf = shelf;
    this.#journal = new Journal(snapshot.me.id);
    this.#streams = new Streams(snapshot.streams, (stream, entry) => this.#fold(stream, entry));
    this.live = new Live(this.#streams, shelf.device, snapshot.me.id);
    this.outbox = new Outbox(shelf, snapshot.me.id, (act, given, n) => this.live.do(act, given, n));
    this.live.whispers.listen(({ stream, kind, body }) => {
      if (kind === 'presence' && stream === this.meeting.stream) this.presence.hear(body.people, Date.now());
    });
    this.live.lines.listen((line) => {
      if (line === 'down') this.presence.forget();
      if (line !== 'open') return this.outbox.close();
      void this.outbox.open();
      if (this.#stale) this.#soon();
    });
    this.outbox.arrived = (answer) => this.#arrived(answer);
    this.outbox.stuck.listen(() => this.live.check());
    // Where that fails, the next head finds us behind, and following brings the reset again.
    this.live.resets.listen(() => void this.#again().catch(() => undefined));
    this.meeting.changed.listen((part) => {
      if (part === 'unknown') this.#soon();
    });
  }

  /** Fetches the snapshot and opens the shelf. @param {number} id the meeting @returns {Promise<MeetingRecord>} */
  static async open(id) {
    const [{ told, kept }, shelf] = await Promise.all([openMeeting(id), Shelf.open()]);
    const record = new MeetingRecord(told, shelf);
    record.#stale = kept;
    await record.outbox.load();
    return record;
  }

  /** Folds what came since the snapshot this tablet kept, once everybody listens. */
  async replay() {
    if (!this.#stale) return;
    for (const [stream, entries] of await this.kept()) this.#streams.take(stream, entries);
  }

  /** What came since something was kept, by stream; some of it may be older. @returns {Promise<[string, Entry[]][]>} */
  kept() {
    return this.#journal.read(Object.keys(this.#streams.after));
  }

  /** Resolves once the entry of an answer is written down here, or will not come soon. @param {Done} answer */
  async #arrived({ stream = '', number = 0 }) {
    const late = Date.now() + LATE;
    while ((this.#streams.after[stream] ?? number) < number && Date.now() < late) {
      await new Promise((done) => setTimeout(done, GATHER));
    }
    await this.#journal.rest();
  }

  /** @param {string} stream @param {Entry} entry */
  #fold(stream, entry) {
    this.#journal.add(stream, entry);
    if (stream === this.meeting.stream) this.meeting.fold(entry);
    this.folded.send({ stream, entry });
  }

  /** The gap was too long: starts again from the server's state; the outbox stays. */
  async #again() {
    const snapshot = await this.#read();
    this.meeting.replace(snapshot);
    for (const [stream, number] of Object.entries(snapshot.streams)) this.#streams.reset(stream, number);
    this.#streams.retain(Object.keys(snapshot.streams));
    this.skipped.send();
    this.live.check();
  }

  /** The meeting as it is now, with what became of the pages of its papers: nobody who stands on one is to be lost. */
  async #read() {
    const snapshot = await readMeeting(this.meeting.facts.id);
    await this.meeting.lineage.learn(snapshot.papers);
    return snapshot;
  }

  #soon() {
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => {
      this.#stale = true;
      this.#read().then((snapshot) => {
        this.#stale = false;
        this.meeting.replace(snapshot);
      }, () => this.live.line === 'open' && this.#soon());
    }, GATHER);
  }
}
