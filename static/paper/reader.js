import { AgendaList } from './agenda.js';
import { Chrome } from './chrome.js';
import { WritingDesk } from './desk.js';
import { the } from './dom.js';
import { FollowBar } from './following.js';
import { GoTo } from './go_to.js';
import { Hand } from './hand.js';
import { Handing } from './handing.js';
import { Keys } from './keys.js';
import { Leading } from './leading.js';
import { LineState } from './line_state.js';
import { Navigator } from './navigator.js';
import { Notices } from './notices.js';
import { Pantry } from './pantry.js';
import { Pictures } from './pictures.js';
import { Standing } from './place.js';
import { Pointers } from './pointers.js';
import { SharpPicture } from './sharp.js';
import { Sheet } from './sheet.js';
import { SignedOut } from './signed_out.js';
import { Stocking } from './stocking.js';
import { Thumbnails } from './thumbnails.js';
import { Toolbar } from './toolbar.js';
import { Versions } from './versions.js';
import { PageView } from './view.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Part } from '../record/meeting.js'
 * @import { Place } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** The tablet's main screen: puts the parts together and lets each hear of the others. */
export class Reader {
  #record;
  #words;
  #stage = the('stage', HTMLElement);
  #standing = new Standing();
  #versions = new Versions();
  #pantry = new Pantry();
  #view = new PageView(the('page', HTMLElement), the('picture', HTMLCanvasElement), new Pictures(this.#pantry));
  #sharp = new SharpPicture(this.#view, new Sheet(the('sharp', HTMLCanvasElement)), this.#pantry);
  #stocking = new Stocking(this.#view, this.#pantry);
  #leading;
  #navigator;
  #desk;
  #chrome;
  #follow;
  #agenda;
  #handing;
  #toolbar;
  #notices;
  #line;

  /** @param {MeetingRecord} record @param {Words} words */
  constructor(record, words) {
    this.#record = record;
    this.#words = words;
    const { meeting, shelf, live } = record;
    const [standing, versions, view] = [this.#standing, this.#versions, this.#view];
    const leading = new Leading(meeting, standing, shelf, (act, given, n) => live.do(act, given, n));
    const navigator = new Navigator({ meeting, standing, leading, versions, view });
    this.#leading = leading;
    this.#navigator = navigator;
    this.#desk = new WritingDesk(record, view, words);
    const { writer, tools } = this.#desk;
    const again = { back: () => void writer.back(), again: () => void writer.again() };
    this.#toolbar = new Toolbar(tools, writer.undo, words, again);
    this.#chrome = new Chrome({ meeting, standing, navigator, view, words });
    this.#follow = new FollowBar({ meeting, standing, leading, words }, (place) => this.#showAll(place));
    this.#agenda = new AgendaList(meeting, words, (paper) => navigator.go(paper.version, this.#pageOf(paper.version)));
    this.#handing = new Handing(meeting, leading, words);
    this.#notices = new Notices(the('notices', HTMLElement), words.say('trouble.dismiss'));
    this.#line = new LineState(the('line', HTMLElement), words);
    new Keys(navigator, again);
    this.#listenToHands();
    this.#listenToRecord();
    this.#listenToPages();
  }

  /** Shows the called page, or where the address leads, or the first paper; then opens the line. */
  async start() {
    const { meeting, live } = this.#record;
    await this.#desk.writer.restore();
    this.#presenter = meeting.floor.presenter;
    this.#agenda.list();
    this.#heedState();
    const asked = new URLSearchParams(location.search);
    const version = Number(asked.get('version'));
    const [first] = meeting.papers;
    const paper = meeting.paper(version);
    // An address may name a page that never was: then the nearest one is shown.
    const page = Math.min(Math.max(1, Math.floor(Number(asked.get('page'))) || 1), paper?.pages ?? 1);
    if (paper) this.#standing.wander({ version, page });
    else if (!this.#standing.here && first) this.#standing.begin({ version: first.version, page: 1 });
    this.#showAround();
    live.start();
    for (const paper of meeting.papers) this.#versions.get(paper.version).catch(() => undefined);
  }

  /** The page last read in each paper, to come back to. @type {Map<number, number>} */
  #pages = new Map();

  /** @param {number} version @returns {number} */
  #pageOf(version) {
    const { called } = this.#standing;
    if (called?.version === version && !this.#leading.active) return called.page;
    return this.#pages.get(version) ?? 1;
  }

  /** @param {Place} place */
  #showAll(place) {
    this.#leading.beAlone(false);
    this.#leading.call(place);
  }

  #callFloor() {
    const { floor: { version, page }, sitting } = this.#record.meeting;
    if (!sitting) this.#standing.dismiss();
    else if (version && page) this.#standing.call({ version, page });
  }

  #maySharing() {
    const { facts, me, sitting } = this.#record.meeting;
    return facts.sharing && sitting && ['chair', 'clerk', 'member', 'executive'].includes(me.role);
  }

  #showAround() {
    const { here, called } = this.#standing;
    this.#chrome.show();
    this.#follow.show();
    this.#agenda.mark(here?.version ?? null, called?.version ?? null);
  }

  #showLine() {
    const { live, outbox } = this.#record;
    this.#line.show(live.line, outbox.size, live.downSince);
  }

  #listenToHands() {
    const { viewport } = this.#view;
    const { pen, eraser, tools } = this.#desk;
    const page = the('page', HTMLElement);
    const hand = new Hand(viewport, this.#stage, {
      turn: (step) => this.#navigator.turn(step),
      nudge: (dx) => { page.style.translate = dx ? `${dx * 0.6}px 0` : ''; },
      moved: () => this.#view.lay(),
      rested: () => this.#rest(),
    });
    new Pointers(this.#stage, { tools, pen, eraser, hand });
    this.#stage.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(([entry]) => {
      if (!entry) return;
      this.#view.resize(entry.contentRect.width, entry.contentRect.height);
      this.#rest();
    }).observe(this.#stage);
    the('zoom', HTMLButtonElement).addEventListener('click', () => {
      if (viewport.zoomed) viewport.whole();
      else viewport.zoomAt(Math.max(1.5, viewport.widthZoom), viewport.stage.width / 2, 0);
      this.#view.lay();
      this.#rest();
    });
  }

  /** @type {number | undefined} */
  #resting;

  /** @param {WheelEvent} event */
  #wheel(event) {
    const { viewport } = this.#view;
    if (!event.ctrlKey && !viewport.zoomed) return;
    event.preventDefault();
    const { left, top } = this.#stage.getBoundingClientRect();
    if (event.ctrlKey) viewport.zoomAt(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
    else viewport.pan(-event.deltaX, -event.deltaY);
    this.#view.lay();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rest(), 120);
  }

  /** A gesture has ended: ink and picture are made sharp for what is seen now. */
  #rest() {
    this.#desk.lay();
    void this.#sharp.refresh();
    this.#chrome.showZoom();
  }

  #listenToPages() {
    const { meeting } = this.#record;
    const go = (/** @type {number} */ page) => this.#navigator.turnTo(page);
    const goTo = new GoTo(this.#words, go);
    const thumbnails = new Thumbnails(this.#words, go);
    the('page-number', HTMLButtonElement).addEventListener('click', () => goTo.open(this.#navigator.pages));
    the('all-pages', HTMLButtonElement).addEventListener('click', () => {
      const { open } = this.#view;
      const { called } = this.#standing;
      if (!open) return;
      const { facts } = open;
      thumbnails.open(facts, open.page, called?.version === facts.version ? called.page : null,
        (page) => this.#desk.strokes.any(facts.version, page));
    });
    the('retry', HTMLButtonElement).addEventListener('click', () => this.#navigator.retry());
    this.#navigator.ended.listen((side) => this.#notices.say(this.#words.say(side)));
    this.#standing.moved.listen(() => this.#showAround());
    this.#leading.changed.listen(() => this.#showAround());
    this.#navigator.arrived.listen((place) => {
      this.#pages.set(place.version, place.page);
      this.#sharp.hide();
      this.#rest();
      void this.#desk.fetch(place.version);
      this.#stocking.restart();
    });
    this.#view.drawn.listen((place) => markPainted(place, meeting.floor));
  }

  #listenToRecord() {
    const { meeting, live, outbox } = this.#record;
    meeting.changed.listen((part) => this.#heed(part));
    live.lines.listen((line) => {
      this.#showLine();
      if (line !== 'open') return;
      this.#leading.resume();
      // What failed for want of a line may be had now.
      if (!the('retry', HTMLElement).hidden && !the('empty', HTMLElement).hidden) this.#navigator.retry();
      const { here } = this.#standing;
      if (here) void this.#desk.fetch(here.version);
    });
    new SignedOut(this.#record, this.#standing, this.#words).covered.listen(() => this.#desk.finish());
    outbox.counted.listen(() => this.#showLine());
    setInterval(() => {
      if (outbox.size) this.#desk.refresh();
    }, 2_000);
    this.#leading.failed.listen((message) => {
      this.#notices.say(message ? `${this.#words.say('follow.refused')}${message}` : this.#words.say('follow.not_called'));
    });
    this.#desk.writer.troubles.listen(({ kind, message }) => {
      this.#notices.say(`${message}${this.#words.say(`trouble.${kind}`)}`, kind !== 'made_private');
    });
  }

  /** @type {number | null} */
  #presenter = null;

  /** @param {Part} part */
  #heed(part) {
    const { meeting } = this.#record;
    if (part === 'agenda' || part === 'papers') this.#agenda.list();
    if (part === 'papers' && !this.#standing.here && meeting.papers[0]) {
      this.#standing.begin({ version: meeting.papers[0].version, page: 1 });
    }
    if (part === 'meeting') this.#heedState();
    if (part === 'floor') this.#heedFloor();
    this.#showAround();
  }

  #heedState() {
    const { sitting } = this.#record.meeting;
    this.#toolbar.allow(this.#maySharing(), this.#words.say(sitting ? 'write.sharing_off' : 'write.only_mine'));
    this.#callFloor();
  }

  #heedFloor() {
    const { meeting } = this.#record;
    const { presenter } = meeting.floor;
    this.#handing.show();
    if (this.#presenter !== null && presenter !== this.#presenter) {
      this.#leading.beAlone(false);
      const key = presenter === meeting.me.id ? 'follow.you_present' : 'follow.now_presenting';
      this.#notices.say(this.#words.say(key, { who: this.#follow.who }));
    }
    this.#presenter = presenter;
    this.#callFloor();
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
