import { same } from './place.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Part } from '../record/meeting.js'
 * @import { Place } from '../record/types.js'
 * @import { AgendaList } from './agenda.js'
 * @import { Conducting } from './conducting.js'
 * @import { FollowBar } from './following.js'
 * @import { Handing } from './handing.js'
 * @import { Leading } from './leading.js'
 * @import { Notices } from './notices.js'
 * @import { Toolbar } from './toolbar.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/**
 * @typedef {{workspace: Workspace, leading: Leading, agenda: AgendaList, follow: FollowBar,
 *   handing: Handing, conducting: Conducting, toolbar: Toolbar, notices: Notices, words: Words}} Parts
 */

/** Brings what the record says to the parts of the screen that it concerns. */
export class Heeding {
  #record;
  #parts;
  /** @type {number | null} */
  #presenter = null;
  /** The page called that panes were told of last. @type {Place | null} */
  #told = null;
  /** Whether the chair kept everybody on a page when that was told last. */
  #held = false;

  /** @param {MeetingRecord} record @param {Parts} parts */
  constructor(record, parts) {
    this.#record = record;
    this.#parts = parts;
    record.meeting.changed.listen((part) => this.#heed(part));
    // Nobody could be let go without a line: each reads on alone, and is fetched again afterwards.
    record.live.lines.listen((line) => (line === 'open' ? this.#callFloor() : parts.workspace.release()));
  }

  /** Shows what the record says to begin with. */
  begin() {
    this.#presenter = this.#record.meeting.floor.presenter;
    this.#parts.agenda.list();
    this.#heedState();
  }

  /** @param {Part} part */
  #heed(part) {
    const { meeting } = this.#record;
    const { workspace, agenda } = this.#parts;
    if (part === 'agenda' || part === 'papers') agenda.list();
    if (part === 'papers' && !workspace.standing.here && meeting.papers[0]) {
      workspace.standing.begin({ version: meeting.papers[0].version, page: 1 });
    }
    if (part === 'meeting') this.#heedState();
    if (part === 'floor') this.#heedFloor();
    workspace.moved.send();
  }

  #heedState() {
    const { facts, me, sitting } = this.#record.meeting;
    const { conducting, notices, toolbar, words } = this.#parts;
    conducting.show();
    const seated = ['chair', 'clerk', 'member', 'executive'].includes(me.role);
    const why = words.say(sitting ? 'write.sharing_off' : 'write.only_mine');
    // Whoever was writing for all must not believe that what comes next is seen.
    const shares = facts.sharing && sitting && seated;
    if (toolbar.allow(shares, why)) {
      notices.say(words.say(sitting ? 'write.now_private' : 'write.only_mine'), { lasting: true, about: 'sharing' });
    } else if (shares) notices.drop('sharing');
    this.#callFloor();
  }

  #heedFloor() {
    const { meeting } = this.#record;
    const { presenter } = meeting.floor;
    const { leading, follow, handing, notices, words } = this.#parts;
    handing.show();
    if (this.#presenter !== null && presenter !== this.#presenter) {
      leading.beAlone(false);
      leading.strength = 'bring';
      const mine = leading.alone ? 'follow.you_present_unseen' : 'follow.you_present';
      const key = presenter === meeting.me.id ? mine : 'follow.now_presenting';
      notices.say(words.say(key, { who: follow.who }));
    }
    this.#presenter = presenter;
    this.#callFloor();
  }

  #callFloor() {
    const { called, sitting, lineage, presenting, floor } = this.#record.meeting;
    const anew = !this.#told || !same(lineage.onward(this.#told), called);
    this.#told = called;
    const { workspace } = this.#parts;
    if (!sitting) workspace.dismiss();
    else if (called) workspace.call(called, anew, presenting ? 'bring' : floor.strength);
    this.#tell(anew);
  }

  /** Says what is not seen from the page alone: one that is offered, and that all are kept on one. @param {boolean} anew */
  #tell(anew) {
    const { called, presenting, held, floor } = this.#record.meeting;
    const { workspace, follow, notices, words } = this.#parts;
    if (held !== this.#held) notices.say(words.say(held ? 'follow.held_now' : 'follow.let_go', { who: follow.who }));
    this.#held = held;
    if (called && anew && floor.strength === 'offer' && !presenting && workspace.standing.away) {
      notices.say(words.say('follow.offered', { who: follow.who }));
    }
  }
}
