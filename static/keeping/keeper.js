/** Lays in what is to be kept for the time without a line, the most needed first, while a screen of ours is open. */
import { Signal } from '../record/signal.js';
import { forgetEntries } from './entries.js';
import { laidIn, noteOf, ofPage, takeNote, tidy } from './plan.js';
import { HOME, judge, own, shelfName, shelvesOf } from './shelves.js';

/**
 * @import { List, MeetingPlan, Wanted } from './plan.js'
 */

/**
 * How far it has come, pages; `away`: the server can't be had; `full`: the room was used up; `off`: none are to be kept.
 * @typedef {{state: 'laying' | 'done' | 'full', done: number, total: number, at: number} | {state: 'away'} | {state: 'off'}} Told
 */

/** Between two looks, ms. */
const AGAIN = 60_000;
/** After a round that ended early, ms. */
const SOON = 10_000;
/** Asked for at once: the others in the room want their pages too. */
const AT_ONCE = 3;
/** Pages after which the room is measured. */
const MEASURED = 10;

/** A server's answer that ends a round. */
class Ended extends Error {}

export class Keeper {
  #person;
  #open;
  #width;
  #running = false;
  #wished = false;
  #laid = 0;
  #total = 0;
  /** @type {Signal<Told>} */
  told = new Signal();

  /** @param {number} person @param {number} width of pictures, px @param {number} [open] the meeting that is open */
  constructor(person, width, open = HOME) {
    this.#person = person;
    this.#open = open;
    this.#width = width;
  }

  /** Begins, and looks again now and then. */
  start() {
    this.soon();
    setInterval(() => document.hidden || this.soon(), AGAIN);
    document.addEventListener('visibilitychange', () => document.hidden || this.soon());
    addEventListener('online', () => this.soon());
  }

  /** Something may have changed: looks as soon as the round that is under way has ended. */
  soon() {
    this.#wished = true;
    if (!this.#running) void this.#go();
  }

  async #go() {
    this.#running = true;
    while (this.#wished) {
      this.#wished = false;
      // One page of ours at a time, whichever; the others hear how far it has come.
      await navigator.locks.request('gijo-keeper', { ifAvailable: true }, async (lock) => {
        if (lock) await this.#round().catch((trouble) => this.#stop(trouble));
      });
    }
    this.#running = false;
  }

  /** A round that ended early is tried again soon; only where no answer came at all, there is no line. @param {unknown} trouble */
  #stop(trouble) {
    if (!(trouble instanceof Ended)) this.told.send({ state: 'away' });
    setTimeout(() => document.hidden || this.soon(), SOON);
  }

  async #round() {
    const answer = await fetch('/api/keep', { cache: 'no-store' });
    if (answer.status === 401) return judge();
    if (!answer.ok) throw new Ended(`/api/keep: ${answer.status}`);
    const list = /** @type {List} */ (await answer.json());
    if (list.person !== this.#person) return;
    await own(list.person, { ticket: list.ticket, days: list.days });
    await navigator.storage?.persist?.().catch(() => false);
    const plans = list.meetings.filter(({ keep }) => keep).sort((one, other) => Number(other.meeting === this.#open) - Number(one.meeting === this.#open));
    await this.#dropOthers(plans);
    if (!list.days) return this.told.send({ state: 'off' });
    await this.#answers(await this.#shelf(HOME), list.answers, plans.map(({ revision }) => revision).join(' '), {});
    for (const plan of plans) await this.#refresh(plan);
    await this.#pages(plans, list.bytes);
  }

  /** @param {number} meeting @returns {Promise<Cache>} */
  #shelf(meeting) {
    return caches.open(shelfName(this.#person, meeting));
  }

  /** @param {MeetingPlan[]} plans */
  async #dropOthers(plans) {
    for (const { name, meeting } of await shelvesOf(this.#person)) {
      if (meeting !== HOME && !plans.some((plan) => plan.meeting === meeting)) await caches.delete(name);
    }
  }

  /** Agenda, marks and ink of a meeting as they are now; with them, entries kept for the last ones may go. @param {MeetingPlan} plan */
  async #refresh(plan) {
    const shelf = await this.#shelf(plan.meeting);
    const before = await noteOf(shelf);
    await this.#answers(shelf, plan.answers, plan.revision, plan.heads);
    await tidy(shelf, plan);
    // What the answers before these stood for: a page that loads just now may still begin from them.
    if (before?.revision === plan.revision) return;
    for (const [stream, head] of Object.entries(before?.heads ?? {})) await forgetEntries(this.#person, stream, head);
  }

  /** @param {Cache} shelf @param {string[]} answers @param {string} revision @param {Record<string, number>} heads */
  async #answers(shelf, answers, revision, heads) {
    const here = await laidIn(shelf);
    const missing = answers.filter((address) => !here.has(address));
    const same = (await noteOf(shelf))?.revision === revision;
    for (const address of same ? missing : answers) await lay(shelf, address);
    if (!same) await takeNote(shelf, { revision, heads });
  }

  /** @param {MeetingPlan[]} plans @param {number} bytes */
  async #pages(plans, bytes) {
    const wishes = [false, true].flatMap((former) => plans.flatMap((plan, rank) => (
      plan.versions.filter((one) => one.former === former).map((one) => ({ plan, rank, one })))));
    this.#laid = 0;
    this.#total = wishes.reduce((sum, { one }) => sum + one.pages, 0);
    for (const { plan, rank, one } of wishes) {
      const shelf = await this.#shelf(plan.meeting);
      const room = () => this.#room(plans.slice(rank + 1), bytes);
      if (!(await this.#version(shelf, one, room))) return this.#tell('full');
    }
    this.#tell('done');
  }

  /** Whether all of it found room. @param {Cache} shelf @param {Wanted} wanted @param {() => Promise<boolean>} room @returns {Promise<boolean>} */
  async #version(shelf, { digest, pages }, room) {
    const here = await laidIn(shelf);
    const missing = Array.from({ length: pages }, (_, i) => ofPage(digest, i + 1, this.#width).filter((address) => !here.has(address)));
    const wanting = missing.filter(({ length }) => length);
    this.#laid += pages - wanting.length;
    while (wanting.length) {
      this.#tell('laying');
      if (!(await room())) return false;
      const some = wanting.splice(0, MEASURED);
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let page = some.shift(); page; page = some.shift()) {
          for (const address of page) await lay(shelf, address);
          this.#laid += 1;
          this.#tell('laying');
        }
      }));
    }
    return true;
  }

  /** Makes room by dropping what is needed less, the least needed first. @param {MeetingPlan[]} lesser @param {number} bytes @returns {Promise<boolean>} */
  async #room(lesser, bytes) {
    const over = async () => {
      const { usage = 0, quota = Infinity } = await navigator.storage.estimate();
      return usage > Math.min(bytes, 0.8 * quota);
    };
    for (const { meeting } of [...lesser].reverse()) {
      if (!(await over())) return true;
      await caches.delete(shelfName(this.#person, meeting));
    }
    return !(await over());
  }

  /** @param {'laying' | 'done' | 'full'} state */
  #tell(state) {
    this.told.send({ state, done: this.#laid, total: this.#total, at: Date.now() });
  }
}

/** What can't be shown, or may not be kept, is passed over; a dead line or a full tablet ends the round. @param {Cache} shelf @param {string} address */
async function lay(shelf, address) {
  const answer = await fetch(address, { cache: 'no-store' });
  if (answer.status === 401 || answer.status >= 500) throw new Ended(`${address}: ${answer.status}`);
  if (answer.ok && answer.headers.get('Gijo-Keep')) await shelf.put(address, answer);
}
