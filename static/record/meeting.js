import { Lineage } from './lineage.js';
import { Signal } from './signal.js';

/**
 * @import { Edition, Entry, Floor, Group, Half, Item, Layer, MeetingFacts, MeetingState, PageRun, Paper, PersonFacts, Me, Place, Snapshot, Strength } from './types.js'
 */

/** @typedef {'floor' | 'agenda' | 'papers' | 'meeting' | 'unknown'} Part */

/** @type {Record<string, MeetingState>} */
const STATES = {
  'meeting.announced': 'announced',
  'meeting.opened': 'open',
  'meeting.paused': 'recess',
  'meeting.resumed': 'open',
  'meeting.closed': 'closed',
  'minutes.sealed': 'sealed',
};

/** What is true in the meeting: the snapshot, folded on by each entry of `meeting:<id>`. */
export class Meeting {
  /** @type {MeetingFacts} */ facts;
  /** @type {Me} */ me;
  /** @type {Record<string, PersonFacts>} */ people;
  /** @type {Item[]} */ agenda;
  /** @type {Paper[]} */ papers;
  /** @type {Floor} */ floor;
  /** Those whose members I write for. @type {Group[]} */ groups;
  /** @type {Signal<Part>} */
  changed = new Signal();
  /** More is known of a version's numbers and headings. @type {Signal<number>} */
  guided = new Signal();
  /** What its papers were before. */
  lineage = new Lineage(() => this.papers);

  /** @param {Snapshot} snapshot */
  constructor(snapshot) {
    this.facts = snapshot.meeting;
    this.me = snapshot.me;
    this.people = snapshot.people;
    this.agenda = snapshot.agenda;
    this.papers = snapshot.papers;
    this.floor = snapshot.floor;
    this.groups = snapshot.groups ?? [];
  }

  /** Takes a newer snapshot in place of everything. @param {Snapshot} snapshot */
  replace(snapshot) {
    Object.assign(this, {
      facts: snapshot.meeting, me: snapshot.me, people: snapshot.people,
      agenda: snapshot.agenda, papers: snapshot.papers, groups: snapshot.groups ?? [],
    });
    if (snapshot.floor.number >= this.floor.number && snapshot.floor.epoch >= this.floor.epoch) {
      this.floor = snapshot.floor;
    }
    for (const part of /** @type {Part[]} */ (['meeting', 'agenda', 'papers', 'floor'])) this.changed.send(part);
  }

  /** @returns {string} */
  get stream() {
    return `meeting:${this.facts.id}`;
  }

  /** @returns {string} my private notes' stream */
  get notebook() {
    return `notebook:${this.facts.id}:${this.me.id}`;
  }

  /** Where the marks of a layer are told. @param {Layer} layer @param {number | null} [group] @returns {string} */
  streamOf(layer, group = null) {
    if (layer === 'private') return this.notebook;
    return layer === 'shared' ? this.stream : `group:${this.facts.id}:${group}`;
  }

  /** Whether pages may be called now. @returns {boolean} */
  get sitting() {
    return ['announced', 'open', 'recess'].includes(this.facts.state);
  }

  /** Whether I lead everybody's pages. @returns {boolean} */
  get presenting() {
    return this.sitting && this.floor.presenter === this.me.id;
  }

  /** Whether the chair keeps everybody on the called page, me too. @returns {boolean} */
  get held() {
    return this.sitting && this.floor.strength === 'hold' && !this.presenting;
  }

  /** Whether I may hand presenting on and take it back. @returns {boolean} */
  get chairing() {
    return this.me.role === 'chair' || this.me.role === 'clerk';
  }

  /** The page called for all; one of a version that was replaced means the page that took its place. @returns {Place | null} */
  get called() {
    const { version, page, half } = this.floor;
    return version && page ? this.lineage.onward({ version, page, ...(half && { half }) }) : null;
  }

  /** The paper that is or was this version. @param {number} version @returns {Paper | undefined} */
  paper(version) {
    return this.lineage.paper(version);
  }

  /** @param {Entry} entry */
  fold(entry) {
    const noun = entry.kind.split('.')[0];
    const state = STATES[entry.kind];
    if (state) this.#enter(state, entry.at);
    else if (noun === 'floor') this.#foldFloor(entry);
    else if (noun === 'guide') this.guided.send(Number(entry.body.version));
    else if (entry.kind === 'paper.replaced') this.#replacePaper(entry);
    else if (noun === 'agenda' || noun === 'paper' || entry.kind === 'meeting.changed') {
      // Rare and small: the server's own ordered list is safer than a second copy of its rules.
      this.changed.send('unknown');
    }
  }

  /** A paper has another version: open pages are led on before anything else is asked of the server. @param {Entry} entry */
  #replacePaper({ at, body }) {
    const { from, kind, map, ...told } = /** @type {Paper & Pick<Edition, 'kind' | 'from'> & {map: PageRun[]}} */ (/** @type {unknown} */ (body));
    const { version, digest, pages } = told;
    const paper = this.paper(version) ?? (from && this.paper(from));
    if (paper && from) {
      const known = paper.versions?.some((one) => one.version === version);
      const number = Math.max(0, ...(paper.versions ?? []).map((one) => one.number)) + 1;
      if (!known) (paper.versions ??= []).push({ version, number, kind, issued_at: at, digest, pages, from });
      Object.assign(paper, { version, digest, pages });
      this.lineage.take({ version, from, map });
      const { called } = this;
      if (called) this.floor = { ...this.floor, ...called, half: called.half ?? null };
      this.changed.send('papers');
      this.changed.send('floor');
    }
    this.changed.send('unknown');
  }

  /** @param {MeetingState} state @param {number} at */
  #enter(state, at) {
    this.facts.state = state;
    if (state === 'open') this.facts.opened_at ??= at;
    if (state === 'closed') this.facts.closed_at = at;
    this.changed.send('meeting');
  }

  /** @param {Entry} entry */
  #foldFloor(entry) {
    const body = /** @type {{version?: number, page?: number, half?: Half, to?: number,
      epoch?: number, allowed?: boolean, strength?: Strength}} */ (entry.body);
    if (entry.kind === 'floor.shared') {
      this.facts.sharing = body.allowed ?? true;
      this.changed.send('meeting');
      return;
    }
    if (entry.kind === 'floor.turned') this.#call(entry.number, body);
    else if ((body.epoch ?? 0) > this.floor.epoch) {
      this.floor = { ...this.floor, epoch: body.epoch ?? 0, presenter: body.to ?? entry.by, strength: 'bring' };
    }
    this.changed.send('floor');
  }

  /** The highest number wins. @param {number} number @param {Partial<Place> & {strength?: Strength}} place */
  #call(number, place) {
    if (number <= this.floor.number || !place.version || !place.page) return;
    this.floor = { ...this.floor, number, version: place.version, page: place.page, half: place.half ?? null, strength: place.strength ?? 'bring' };
  }
}
