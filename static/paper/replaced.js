import { LastRead } from '../record/last_read.js';
import { Signal } from '../record/signal.js';
import { Differences } from './differences.js';
import { Renewing } from './renewing.js';
import { ReplacedBar } from './replaced_bar.js';
import { waiting } from './tray.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Paper, Place } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Notices } from './notices.js'
 * @import { Pane } from './pane.js'
 * @import { Ways } from './replaced_bar.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** @typedef {{record: MeetingRecord, workspace: Workspace, versions: Versions, desk: WritingDesk, notices: Notices, words: Words}} Parts */

/** All that the screen knows of replaced papers: panes led on, what is said of it, what one has read. */
export class Replaced {
  #parts;
  #renewing;
  #differences;
  lastRead;
  /** Somebody wants to see what became of the paper in hand. @type {Signal<void>} */
  asked = new Signal();
  /** The sheets of errata, by the paper they belong to. @type {Map<number, number>} */
  #sheets = new Map();
  /** @type {Map<Pane, ReplacedBar>} */
  #bars = new Map();

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { meeting } = parts.record;
    this.lastRead = new LastRead(meeting.me.id, meeting.lineage);
    this.#differences = new Differences(parts.workspace, meeting.lineage);
    this.#renewing = new Renewing(parts);
    this.#renewing.changed.listen(() => this.show());
  }

  /** From now on a pane is led on too, and bears its bar. @param {Pane} pane */
  adopt(pane) {
    const { record: { meeting }, workspace, desk, notices, words } = this.#parts;
    this.#renewing.adopt(pane);
    this.#differences.adopt(pane);
    /** @type {Ways} */
    const ways = {
      like: (one) => this.#renewing.like(one),
      beside: (from, place) => this.beside(from, place),
      errata: (paper) => this.errata(paper),
      seen: ({ version, page }) => workspace.panes.some(({ standing: { here }, navigator }) => here?.version === version && navigator.shown.includes(page)),
      open: (paper) => this.open(paper),
      waiting: (paper) => waiting(desk.strokes, desk.me, paper.version).reduce((sum, { strokes }) => sum + strokes.length, 0),
      tray: (from) => {
        workspace.activate(from);
        this.asked.send();
      },
    };
    this.#bars.set(pane, new ReplacedBar(pane, { meeting, lastRead: this.lastRead, ways, words }));
    pane.ink.readOnly = () => {
      const { open } = pane.view;
      return open !== null && meeting.lineage.isOld(open.book.facts.version) && !this.#renewing.like(pane);
    };
    pane.ink.turnedAway.listen(() => notices.say(words.say('replaced.no_writing')));
    pane.view.drawn.listen(({ version }) => {
      const paper = meeting.paper(version);
      if (paper) this.lastRead.see(paper, version, pane.navigator.shown);
    });
  }

  /** Says anew what there is to say at each pane. */
  show() {
    const { panes } = this.#parts.workspace;
    for (const [pane, bar] of this.#bars) {
      if (panes.includes(pane)) bar.show();
      else this.#bars.delete(pane);
    }
    void this.#differences.show();
  }

  /** Opens a paper beside the one in hand. @param {Paper} paper */
  open(paper) {
    this.#parts.workspace.beside().navigator.open(paper.version);
  }

  /** Reads a page of a former version beside the one in hand. @param {Place} place */
  read(place) {
    this.#parts.workspace.beside().navigator.read(place);
  }

  /** Puts a page of a former version beside a pane, which stays in hand. @param {Pane} pane @param {Place} place */
  beside(pane, place) {
    const { workspace } = this.#parts;
    workspace.activate(pane);
    workspace.beside().navigator.read(place);
    workspace.activate(pane);
  }

  /** The sheet of errata that belongs to a paper. @param {Paper} paper @returns {Paper | undefined} */
  errata(paper) {
    const { papers, lineage } = this.#parts.record.meeting;
    const { version, from } = lineage.edition(paper.version) ?? {};
    if (version && from && !this.#sheets.has(version)) {
      this.#sheets.set(version, 0);
      lineage.facts(version).then(({ errata_paper: sheet }) => {
        this.#sheets.set(version, sheet ?? 0);
        if (sheet) this.show();
      }, () => this.#sheets.delete(version));
    }
    const sheet = this.#sheets.get(version ?? 0);
    return papers.find((one) => one.paper === sheet);
  }
}
