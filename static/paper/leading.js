import { Signal } from '../record/signal.js';
import { same } from './place.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Sender } from '../record/outbox.js'
 * @import { Shelf } from '../record/shelf.js'
 * @import { Answer, Place, Strength } from '../record/types.js'
 * @import { Workspace } from './workspace.js'
 */

/** Calls pages for all while I am the presenter: one call under way, only the latest waits. */
export class Leading {
  #meeting;
  #workspace;
  #shelf;
  #send;
  #sending = false;
  /** @type {{place: Place, epoch: number, strength: Strength} | null} */
  #waiting = null;
  /** How I call pages. @type {Strength} */
  strength = 'bring';
  #alone = false;
  /** @type {Signal<void>} */
  changed = new Signal();
  /** A call did not arrive; the server's sentence, or '' when the line is down. @type {Signal<string>} */
  failed = new Signal();

  /**
   * @param {Meeting} meeting
   * @param {Pick<Workspace, 'standing' | 'active' | 'follower'>} workspace
   * @param {Shelf} shelf
   * @param {Sender} send
   */
  constructor(meeting, workspace, shelf, send) {
    this.#meeting = meeting;
    this.#workspace = workspace;
    this.#shelf = shelf;
    this.#send = send;
    if (meeting.presenting) this.strength = meeting.floor.strength ?? 'bring';
  }

  /** Whether the presenter looks something up, or stands elsewhere, without moving the others. @returns {boolean} */
  get alone() {
    return this.#meeting.presenting && (this.#alone || !this.#workspace.standing.following);
  }

  /** Whether my paging moves everybody: only where they see what I see. @returns {boolean} */
  get active() {
    return this.#meeting.presenting && !this.alone;
  }

  /** @param {boolean} alone */
  beAlone(alone) {
    this.#alone = alone;
    this.changed.send();
  }

  /** Goes back to before the last jump, or forward; alone, unless I led all away from there. @param {'back' | 'forward'} way */
  pass(way) {
    const { active, follower } = this.#workspace;
    const { navigator, standing: { past, ahead } } = active;
    if (this.active && active === follower && !(way === 'back' ? past : ahead).at(-1)?.led) this.beAlone(true);
    navigator.pass(way);
  }

  /** Calls a page for all; I see it at once. @param {Place} place @param {boolean} [turning] to the leaf beside this one */
  call(place, turning = false) {
    this.#workspace.standing.lead(place, turning);
    if (same(place, this.#workspace.standing.called) && !this.#sending && !this.#waiting) return;
    this.#ask(place);
  }

  /** From now on I call pages so, beginning with the one that all see. @param {Strength} strength */
  callBy(strength) {
    this.strength = strength;
    const { called } = this.#workspace.standing;
    if (this.#meeting.presenting && called) this.#ask(called);
  }

  /** @param {Place} place */
  #ask(place) {
    this.#waiting = { place, epoch: this.#meeting.floor.epoch, strength: this.strength };
    void this.#pump();
  }

  /** The line is back: the call that waited is made, if presenting is still mine. */
  resume() {
    if (this.#waiting && this.#waiting.epoch !== this.#meeting.floor.epoch) {
      this.#waiting = null;
      this.#workspace.standing.stray();
    }
    void this.#pump();
  }

  /**
   * Asks for another act on the floor, such as handing presenting on.
   * @param {'floor.grant' | 'floor.take' | 'floor.share'} act
   * @param {Record<string, unknown>} given
   */
  async ask(act, given) {
    try {
      const n = await this.#shelf.number();
      this.#heed(await this.#send(act, { meeting: this.#meeting.facts.id, ...given }, n));
    } catch {
      this.failed.send('');
    }
  }

  async #pump() {
    if (this.#sending || !this.#waiting) return;
    this.#sending = true;
    const asked = this.#waiting;
    const { place, epoch, strength } = asked;
    try {
      performance.mark('gijo:turn-sent', { detail: place });
      const n = await this.#shelf.number();
      const by = strength === 'bring' ? {} : { strength };
      const answer = await this.#send('floor.turn', { meeting: this.#meeting.facts.id, ...place, epoch, ...by }, n);
      this.#settle(asked, answer);
    } catch {
      // The call waits for the line; absolute and newest-only, it does no harm later.
      this.failed.send('');
      this.#sending = false;
      return;
    }
    this.#sending = false;
    void this.#pump();
  }

  /** @param {{place: Place, strength: Strength}} asked @param {Answer} answer */
  #settle({ place, strength }, answer) {
    if (same(this.#waiting?.place ?? null, place) && this.#waiting?.strength === strength) this.#waiting = null;
    this.#heed(answer);
    if ('refused' in answer) this.#workspace.standing.stray();
  }

  /** @param {Answer} answer */
  #heed(answer) {
    if ('refused' in answer) this.failed.send(answer.message || answer.refused);
  }
}
