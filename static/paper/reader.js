import { Habits } from '../record/habits.js';
import { tellKeeping } from '../keeping/telling.js';
import { Absence } from './absence.js';
import { AgendaList } from './agenda.js';
import { AllInk } from './all_ink.js';
import { Announcer } from './announcing.js';
import { Awake } from './awake.js';
import { BrowserBack } from './browser_back.js';
import { Choices } from './choices.js';
import { Chrome } from './chrome.js';
import { Conducting } from './conducting.js';
import { WritingDesk } from './desk.js';
import { DeskHabits } from './desk_habits.js';
import { part, the } from './dom.js';
import { EntryForm } from './entry_form.js';
import { FollowBar } from './following.js';
import { Handing } from './handing.js';
import { Heeding } from './heeding.js';
import { Keys } from './keys.js';
import { Leading } from './leading.js';
import { Lettering } from './lettering.js';
import { LineWatch } from './line_watch.js';
import { MarkCard } from './mark_card.js';
import { markPainted } from './marking.js';
import { Marks } from './marks.js';
import { PageNames } from './naming.js';
import { Notices } from './notices.js';
import { PageTools } from './page_tools.js';
import { PairOffer } from './pair_offer.js';
import { Pane } from './pane.js';
import { Pantry } from './pantry.js';
import { Pictures } from './pictures.js';
import { Replaced } from './replaced.js';
import { TextSearch } from './text_search.js';
import { Toolbar } from './toolbar.js';
import { UnseenDeeds } from './unseen_deeds.js';
import { Unsent } from './unsent.js';
import { Versions } from './versions.js';
import { Ways } from './ways.js';
import { ViewChoice } from './view_choice.js';
import { Workspace } from './workspace.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Paper, Place } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** Within so long after a change the papers are laid in, ms. */
const SPREAD = 5_000;

/** The tablet's main screen: puts the parts together and lets each hear of the others. */
export class Reader {
  #record;
  #words;
  #versions = new Versions();
  #habits = new Habits();
  #choices = new Choices(this.#habits);
  #marks;
  #workspace;
  #leading;
  #desk;
  #chrome;
  #announcer;
  #names;
  #ways;
  #viewChoice;
  #follow;
  #agenda;
  #pair;
  #heeding;
  #notices;
  #search;
  #replaced;

  /** @param {MeetingRecord} record @param {Words} words */
  constructor(record, words) {
    this.#record = record;
    this.#words = words;
    const { meeting, shelf, live } = record;
    this.#desk = new WritingDesk(record);
    this.#marks = new Marks(record);
    const { writer, tools } = this.#desk;
    this.#names = new PageNames(meeting, this.#versions, words);
    this.#workspace = this.#lay();
    const workspace = this.#workspace;
    this.#notices = new Notices(the('notices', HTMLElement), words.say('trouble.dismiss'));
    // Before anybody else hears of a replaced paper, whoever stands on it is led on.
    this.#replaced = new Replaced({ record, workspace, versions: this.#versions, desk: this.#desk, notices: this.#notices, words });
    const leading = new Leading(meeting, workspace, shelf, (act, given, n) => live.do(act, given, n));
    this.#leading = leading;
    const again = { back: () => void writer.back(), again: () => void writer.again() };
    const toolbar = new Toolbar({ tools, undo: writer.undo, sight: this.#desk.sight, meeting, words }, again);
    this.#ways = new Ways(workspace);
    this.#chrome = new Chrome(meeting, workspace, this.#names, words);
    this.#announcer = new Announcer(meeting, this.#names, words);
    this.#viewChoice = new ViewChoice(workspace, this.#choices, words);
    this.#follow = new FollowBar({ meeting, live, workspace, leading, names: this.#names, words }, (place) => this.#showAll(place));
    this.#agenda = new AgendaList(meeting, words, { open: (paper) => this.#open(paper), beside: (paper) => this.#openBeside(paper), waits: (paper) => this.#replaced.lastRead.waits(paper) });
    this.#pair = new PairOffer(meeting, workspace, words, (paper) => this.#openBeside(paper));
    const handing = new Handing(meeting, leading, record.presence, words);
    this.#search = new TextSearch({ workspace, versions: this.#versions, texts: this.#desk.texts, live, words });
    new PageTools({ meeting, workspace, versions: this.#versions, desk: this.#desk, marks: this.#marks, search: this.#search, replaced: this.#replaced, names: this.#names, notices: this.#notices, words });
    new EntryForm({ desk: this.#desk, meeting, workspace, names: this.#names, words });
    new AllInk({ meeting, workspace, desk: this.#desk, leading, words });
    new Keys(workspace, leading, again);
    new BrowserBack(workspace, leading);
    const conducting = new Conducting(record, words);
    conducting.stepped.listen((step) => this.#notices.say(words.say(`step.${step}.done`)));
    const { agenda, follow, notices } = { agenda: this.#agenda, follow: this.#follow, notices: this.#notices };
    this.#heeding = new Heeding(record, { workspace, leading, agenda, follow, handing, conducting, toolbar, notices, words });
    meeting.guided.listen((version) => this.#versions.refresh(version));
    tools.held.listen(() => this.#notices.say(words.say('write.held')));
    new LineWatch({ record, workspace, leading, follow, desk: this.#desk, marks: this.#marks, notices, words });
    new UnseenDeeds({ workspace, desk: this.#desk, names: this.#names, notices, words });
    new Unsent({ record, desk: this.#desk, names: this.#names, words }, (place) => workspace.active.navigator.go(place));
    new Absence(record, { follow, notices, words });
    new Awake(record, words);
    this.#listenToPanes();
  }

  /** Shows the called page, or where the address leads, or the first paper; then opens the line. */
  async start() {
    const { meeting, live } = this.#record;
    const workspace = this.#workspace;
    const desk = new DeskHabits(this.#habits, meeting, workspace);
    await this.#desk.writer.restore();
    await this.#marks.restore();
    await meeting.lineage.learn(desk.replaced);
    this.#desk.composing.restore();
    this.#heeding.begin();
    await this.#record.replay();
    desk.restore();
    if (workspace.panes.length > 1) this.#agenda.tuck();
    const asked = new URLSearchParams(location.search);
    const version = Number(asked.get('version'));
    const [first] = meeting.papers;
    const paper = meeting.paper(version);
    // An address may name a page that never was: then the nearest one is shown.
    const pages = meeting.lineage.edition(version)?.pages ?? paper?.pages ?? 1;
    const page = Math.min(Math.max(1, Math.floor(Number(asked.get('page'))) || 1), pages);
    if (paper) workspace.active.standing.wander({ version, page });
    else if (!workspace.standing.here && first) workspace.standing.begin({ version: first.version, page: 1 });
    const q = asked.get('q')?.trim();
    if (q) this.#search.arrive(q);
    this.#showAround();
    desk.watch();
    live.start();
    void this.#keep();
    void meeting.lineage.learn(meeting.papers);
    for (const paper of meeting.papers) this.#versions.get(paper.version).catch(() => undefined);
  }

  /** Has this and the coming meetings on the tablet before the line falls; papers that come later too. */
  async #keep() {
    const { meeting } = this.#record;
    const keeper = await tellKeeping(the('keeping', HTMLElement), this.#words, meeting.facts.id);
    meeting.changed.listen((part) => {
      // All tablets of the room hear it at the same moment: they need not all ask in the same.
      if (part === 'papers') setTimeout(() => keeper?.soon(), Math.random() * SPREAD);
    });
  }

  /** @returns {Workspace} */
  #lay() {
    const pantry = new Pantry();
    const shared = {
      meeting: this.#record.meeting, versions: this.#versions, choices: this.#choices, pictures: new Pictures(pantry), pantry,
      desk: this.#desk, marks: this.#marks, names: this.#names, words: this.#words, left: new Map(),
      lettering: new Lettering(), card: new MarkCard({ desk: this.#desk, meeting: this.#record.meeting, words: this.#words }),
      lead: (/** @type {Pane} */ pane, /** @type {Place} */ place, /** @type {boolean} */ turning) => {
        const leads = this.#leading.active && pane === this.#workspace.follower;
        if (leads) this.#leading.call(place, turning);
        return leads;
      },
    };
    const box = the('panes', HTMLElement);
    const pattern = part(box, '.pane', HTMLElement);
    const make = () => new Pane(/** @type {HTMLElement} */ (pattern.cloneNode(true)), shared);
    return new Workspace(box, make, this.#words);
  }

  /** Opens a paper from the agenda: at the called page, if it is that one, else where it was left. @param {Paper} paper */
  #open({ version }) {
    const { navigator, standing: { called } } = this.#workspace.active;
    if (called?.version === version && !this.#leading.active) navigator.go(called);
    else navigator.open(version);
  }

  /** Opens a paper in a pane of its own, where it was left. @param {Paper} paper */
  #openBeside({ version }) {
    this.#agenda.tuck();
    const pane = this.#workspace.beside();
    pane.navigator.open(version);
    pane.focus();
  }

  /** @param {Place} place */
  #showAll(place) {
    this.#leading.beAlone(false);
    this.#leading.call(this.#record.meeting.lineage.onward(place));
  }

  #showAround() {
    const { active } = this.#workspace;
    const { here, called } = active.standing;
    this.#chrome.show();
    this.#ways.show();
    this.#chrome.showZoom();
    this.#viewChoice.show();
    this.#pair.show();
    this.#replaced.show();
    this.#follow.show();
    this.#agenda.mark(here?.version ?? null, called?.version ?? null);
    if (!this.#record.meeting.papers.length) active.blank.show(this.#words.say('empty.no_paper'), false);
  }

  #listenToPanes() {
    const workspace = this.#workspace;
    this.#workspace.moved.listen(() => this.#showAround());
    this.#versions.learnt.listen(() => this.#showAround());
    this.#leading.changed.listen(() => this.#showAround());
    this.#replaced.lastRead.changed.listen(() => this.#showAround());
    workspace.opened.listen((pane) => this.#adopt(pane));
    for (const pane of workspace.panes) this.#adopt(pane);
  }

  /** Hears of what happens in a pane. @param {Pane} pane */
  #adopt(pane) {
    const { meeting } = this.#record;
    pane.navigator.ended.listen((side) => this.#notices.say(this.#words.say(side)));
    pane.navigator.arrived.listen((place) => {
      this.#showAround();
      this.#announcer.tell(pane.navigator, place);
    });
    pane.standing.kept.listen(() => this.#notices.say(this.#words.say('follow.held_told', { who: this.#follow.who })));
    pane.rested.listen(() => this.#chrome.showZoom());
    pane.ink.tips.words.wordless.listen(() => this.#notices.say(this.#words.say('write.wordless')));
    this.#search.adopt(pane);
    this.#replaced.adopt(pane);
    pane.words.toggled.listen(() => this.#ways.show());
    pane.view.drawn.listen((place) => markPainted(place, meeting.floor));
    pane.wishes.listen((wish) => this.#arrange(pane, wish));
  }

  /** @param {Pane} pane @param {'follow' | 'swap' | 'close'} wish */
  #arrange(pane, wish) {
    this.#workspace[wish](pane);
    // Who calls the pages goes on from where this pane stands; everybody else goes to the called page.
    if (wish !== 'follow') return;
    if (!this.#leading.active) pane.standing.join();
    else if (pane.standing.away) this.#leading.beAlone(true);
  }
}
