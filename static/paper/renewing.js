import { Signal } from '../record/signal.js';
import { same } from './place.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Place } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Pane } from './pane.js'
 * @import { Versions } from './versions.js'
 * @import { Workspace } from './workspace.js'
 */

/** @typedef {{record: MeetingRecord, workspace: Workspace, versions: Versions, desk: WritingDesk}} Parts */

/**
 * Leads open panes on when a paper is replaced. Whoever looks at a page that is the same sees nothing of it: the page
 * is exchanged for its like in the new version once that is here and no hand is at work. Whoever looks at one that
 * changed stays there, and is told.
 */
export class Renewing {
  #parts;
  /** What each paper was when it was looked at last. @type {Map<number, number>} */
  #newest = new Map();
  /** Panes whose page is being exchanged. @type {WeakSet<Pane>} */
  #busy = new WeakSet();
  #coming = false;
  /** More is known of what became of the open pages. @type {Signal<void>} */
  changed = new Signal();

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { record: { meeting, live, outbox }, desk } = parts;
    this.#look();
    meeting.changed.listen(() => this.#heed());
    meeting.lineage.learnt.listen(() => this.#go());
    live.lines.listen((line) => {
      if (line === 'open') this.#go();
    });
    outbox.counted.listen(() => this.#soon());
    for (const { changed } of [desk.strokes, desk.composing]) changed.listen(() => this.#soon());
  }

  /** Hears when a hand leaves the page of a pane. @param {Pane} pane */
  adopt({ ink: { tips } }) {
    for (const left of [tips.finished, tips.eraser.finished, tips.placer.finished, tips.lasso.moved]) left.listen(() => this.#go());
  }

  /** @returns {Set<number>} the versions that were replaced since the last look */
  #look() {
    const former = new Set();
    for (const { paper, version } of this.#parts.record.meeting.papers) {
      const before = this.#newest.get(paper);
      if (before && before !== version) former.add(before);
      this.#newest.set(paper, version);
    }
    return former;
  }

  #heed() {
    const former = this.#look();
    if (!former.size) return;
    const { record: { meeting: { lineage } }, workspace } = this.#parts;
    const onward = (/** @type {Place} */ place) => (former.has(place.version) ? lineage.onward(place) : place);
    for (const { standing, navigator } of workspace.panes) {
      if (standing.here && former.has(standing.here.version)) navigator.overtaken = standing.here.version;
    }
    for (const { standing } of workspace.panes) standing.renew(onward);
    this.#go();
  }

  /** Once for all that is told at one go: a thousand strokes are one piece of news. */
  #soon() {
    if (this.#coming) return;
    this.#coming = true;
    queueMicrotask(() => {
      this.#coming = false;
      this.#go();
    });
  }

  #go() {
    for (const pane of this.#parts.workspace.panes) {
      const { standing: { here }, navigator } = pane;
      if (here && here.version === navigator.overtaken && !this.#busy.has(pane)) void this.#exchange(pane, here);
    }
    this.changed.send();
  }

  /** @param {Pane} pane @param {Place} here */
  async #exchange(pane, here) {
    const to = this.like(pane);
    if (!to || !this.#atRest(pane)) return;
    const { versions, desk } = this.#parts;
    this.#busy.add(pane);
    let overtaken = false;
    try {
      const [facts] = await Promise.all([versions.get(to.version), desk.fetch(to.version)]);
      const show = await pane.exchange(to, facts);
      // It may have been replaced once more.
      overtaken = !same(this.like(pane), to);
      // A pen may have come down meanwhile; when it is up again this is tried once more.
      if (!overtaken && this.#atRest(pane) && pane.standing.here === here) show();
    } catch {
      // It can't be had now, or one went on: the page that is open stays.
    } finally {
      this.#busy.delete(pane);
      if (overtaken) this.#go();
    }
  }

  /** The place in the newest version at which all that a pane shows is the same, and nothing else; null where there is none. @param {Pane} pane @returns {Place | null} */
  like({ standing: { here }, navigator }) {
    const { lineage } = this.#parts.record.meeting;
    if (!here || here.version !== navigator.overtaken) return null;
    const became = navigator.shown.map((page) => lineage.became({ ...here, page }));
    const to = lineage.became(here)?.place;
    if (!to || became.some((one) => one?.state !== 'same')) return null;
    const pages = became.map((one) => one?.place.page);
    const facts = this.#parts.versions.now(to.version);
    // Two pages beside each other may fall otherwise in the new version: on two sheets, or with another neighbour.
    const seen = facts ? navigator.wouldShow(facts, to) : pages;
    return `${seen}` === `${pages}` ? to : null;
  }

  /** Whether no hand is at work in a pane, and the server has all that was written. @param {Pane} pane @returns {boolean} */
  #atRest({ ink, standing: { here } }) {
    const { draft } = this.#parts.desk.composing;
    return ink.idle && draft?.where.version !== here?.version && !this.#parts.record.outbox.items.some(({ act }) => act.startsWith('ink.'));
  }
}
