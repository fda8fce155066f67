import { Habits } from '../record/habits.js';
import { AgendaList } from './agenda.js';
import { Choices } from './choices.js';
import { Chrome } from './chrome.js';
import { Conducting } from './conducting.js';
import { WritingDesk } from './desk.js';
import { part, the } from './dom.js';
import { FollowBar } from './following.js';
import { Handing } from './handing.js';
import { Heeding } from './heeding.js';
import { Keys } from './keys.js';
import { Leading } from './leading.js';
import { LineState } from './line_state.js';
import { Notices } from './notices.js';
import { PageTools } from './page_tools.js';
import { Pane } from './pane.js';
import { Pantry } from './pantry.js';
import { Pictures } from './pictures.js';
import { SignedOut } from './signed_out.js';
import { TextSearch } from './text_search.js';
import { Toolbar } from './toolbar.js';
import { Versions } from './versions.js';
import { ViewChoice } from './view_choice.js';
import { Workspace } from './workspace.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Paper, Place } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** The tablet's main screen: puts the parts together and lets each hear of the others. */
export class Reader {
  #record;
  #words;
  #versions = new Versions();
  #choices = new Choices(new Habits());
  #workspace;
  #leading;
  #desk;
  #chrome;
  #viewChoice;
  #follow;
  #agenda;
  #heeding;
  #notices;
  #line;
  #search;

  /** @param {MeetingRecord} record @param {Words} words */
  constructor(record, words) {
    this.#record = record;
    this.#words = words;
    const { meeting, shelf, live } = record;
    this.#desk = new WritingDesk(record);
    const { writer, tools } = this.#desk;
    this.#workspace = this.#lay();
    const workspace = this.#workspace;
    const leading = new Leading(meeting, workspace, shelf, (act, given, n) => live.do(act, given, n));
    this.#leading = leading;
    const again = { back: () => void writer.back(), again: () => void writer.again() };
    const toolbar = new Toolbar(tools, writer.undo, words, again);
    this.#chrome = new Chrome(meeting, workspace, words);
    this.#viewChoice = new ViewChoice(workspace, this.#choices, words);
    this.#follow = new FollowBar({ meeting, live, workspace, leading, words }, (place) => this.#showAll(place));
    this.#agenda = new AgendaList(meeting, words, (paper) => this.#open(paper));
    const handing = new Handing(meeting, leading, words);
    this.#notices = new Notices(the('notices', HTMLElement), words.say('trouble.dismiss'));
    this.#line = new LineState(the('line', HTMLElement), words);
    this.#search = new TextSearch({ workspace, versions: this.#versions, live, words });
    new PageTools({ meeting, workspace, versions: this.#versions, desk: this.#desk, search: this.#search, words });
    new Keys(workspace, leading, again);
    const conducting = new Conducting(record, words);
    conducting.stepped.listen((step) => this.#notices.say(words.say(`step.${step}.done`)));
    const { agenda, follow, notices } = { agenda: this.#agenda, follow: this.#follow, notices: this.#notices };
    this.#heeding = new Heeding(record, { workspace, leading, agenda, follow, handing, conducting, toolbar, notices, words });
    meeting.guided.listen((version) => this.#versions.refresh(version));
    this.#listenToLine();
    this.#listenToPanes();
  }

  /** Shows the called page, or where the address leads, or the first paper; then opens the line. */
  async start() {
    const { meeting, live } = this.#record;
    const { standing } = this.#workspace;
    await this.#desk.writer.restore();
    this.#heeding.begin();
    const asked = new URLSearchParams(location.search);
    const version = Number(asked.get('version'));
    const [first] = meeting.papers;
    const paper = meeting.paper(version);
    // An address may name a page that never was: then the nearest one is shown.
    const page = Math.min(Math.max(1, Math.floor(Number(asked.get('page'))) || 1), paper?.pages ?? 1);
    if (paper) standing.wander({ version, page });
    else if (!standing.here && first) standing.begin({ version: first.version, page: 1 });
    const q = asked.get('q')?.trim();
    if (q) this.#search.arrive(q);
    this.#showAround();
    live.start();
    for (const paper of meeting.papers) this.#versions.get(paper.version).catch(() => undefined);
  }

  /** @returns {Workspace} */
  #lay() {
    const pantry = new Pantry();
    const shared = {
      meeting: this.#record.meeting, versions: this.#versions, choices: this.#choices, pictures: new Pictures(pantry), pantry,
      desk: this.#desk, words: this.#words,
      lead: (/** @type {Pane} */ pane, /** @type {Place} */ place, /** @type {boolean} */ turning) => {
        const leads = this.#leading.active && pane === this.#workspace.follower;
        if (leads) this.#leading.call(place, turning);
        return leads;
      },
    };
    return new Workspace(new Pane(part(the('panes', HTMLElement), '.pane', HTMLElement), shared));
  }

  /** Opens a paper from the agenda: at the called page, if it is that one, else where it was left. @param {Paper} paper */
  #open({ version }) {
    const { navigator, standing: { called } } = this.#workspace.active;
    if (called?.version === version && !this.#leading.active) navigator.go(called);
    else navigator.open(version);
  }

  /** @param {Place} place */
  #showAll(place) {
    this.#leading.beAlone(false);
    this.#leading.call(place);
  }

  #showAround() {
    const { active } = this.#workspace;
    const { here, called } = active.standing;
    this.#chrome.show();
    this.#viewChoice.show();
    this.#follow.show();
    this.#agenda.mark(here?.version ?? null, called?.version ?? null);
    if (!this.#record.meeting.papers.length) active.blank.show(this.#words.say('empty.no_paper'), false);
  }

  #showLine() {
    const { live, outbox } = this.#record;
    this.#line.show(live.line, outbox.size, live.downSince);
  }

  #listenToPanes() {
    const { meeting } = this.#record;
    this.#workspace.moved.listen(() => this.#showAround());
    this.#leading.changed.listen(() => this.#showAround());
    for (const pane of this.#workspace.panes) {
      pane.navigator.ended.listen((side) => this.#notices.say(this.#words.say(side)));
      pane.navigator.arrived.listen((place) => {
        this.#showAround();
        this.#chrome.announce(place);
      });
      pane.rested.listen(() => this.#chrome.showZoom());
      this.#search.adopt(pane);
      pane.view.drawn.listen((place) => markPainted(place, meeting.floor));
    }
  }

  #listenToLine() {
    const { live, outbox } = this.#record;
    live.lines.listen((line) => {
      this.#showLine();
      this.#follow.show();
      if (line === 'open') this.#reopen();
    });
    new SignedOut(this.#record, this.#workspace, this.#words).covered.listen(() => {
      for (const { ink } of this.#workspace.panes) ink.finish();
    });
    outbox.counted.listen(() => this.#showLine());
    setInterval(() => {
      if (outbox.size) for (const { ink } of this.#workspace.panes) ink.refresh();
    }, 2_000);
    this.#leading.failed.listen((message) => {
      this.#notices.say(message ? `${this.#words.say('follow.refused')}${message}` : this.#words.say('follow.not_called'));
    });
    this.#desk.writer.troubles.listen(({ kind, message }) => {
      this.#notices.say(`${message}${this.#words.say(`trouble.${kind}`)}`, kind !== 'made_private');
    });
  }

  /** The line is back: what failed for want of it may be had now. */
  #reopen() {
    this.#leading.resume();
    for (const { blank, navigator, standing: { here } } of this.#workspace.panes) {
      if (blank.waiting) navigator.retry();
      if (here) void this.#desk.fetch(here.version);
    }
  }
}

/**
 * Marks the moment the page is on the screen, for the bench: after the frame that shows it.
 * @param {Place} place
 * @param {{version: number | null, page: number | null, number: number}} floor
 */
function markPainted(place, floor) {
  const called = floor.version === place.version && floor.page === place.page;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark('gijo:turn-painted', { detail: { ...place, number: called ? floor.number : null } });
      port1.close();
    };
    port2.postMessage(null);
  });
}
