import { judge } from '../keeping/shelves.js';
import { NotGiven, readMeeting } from '../record/api.js';
import { Signal } from '../record/signal.js';
import { the } from './dom.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** Covers the papers as soon as the sign-in has ended, says so, and leads back to the same page. */
export class SignedOut {
  #record;
  #workspace;
  #words;
  /** The papers are no longer to be seen. @type {Signal<void>} */
  covered = new Signal();

  /** @param {MeetingRecord} record @param {Workspace} workspace @param {Words} words */
  constructor(record, workspace, words) {
    this.#record = record;
    this.#workspace = workspace;
    this.#words = words;
    const { live, outbox } = record;
    live.turnedAway.listen(() => this.#cover());
    outbox.counted.listen(() => this.#count());
    document.addEventListener('visibilitychange', () => document.hidden || void this.#wake());
    addEventListener('pageshow', ({ persisted }) => persisted && void this.#wake());
    live.lines.listen((line) => {
      // Signed in again on another page: what one may see and do is asked for anew.
      if (line === 'open' && this.#up) location.replace(this.#address);
    });
  }

  /** Where one read; who follows comes back to the called page, wherever that is by then. @returns {string} */
  get #address() {
    const { here, following } = this.#workspace.active.standing;
    return `${location.pathname}${here && !following ? `?version=${here.version}&page=${here.page}` : ''}`;
  }

  /** @returns {boolean} */
  get #up() {
    return !the('signed-out', HTMLElement).hidden;
  }

  /** After sleep the socket may seem open for seconds yet: asks beside it whether I am still let in. */
  async #wake() {
    const { facts, me } = this.#record.meeting;
    try {
      if ((await readMeeting(facts.id)).me.id !== me.id) this.#cover();
    } catch (trouble) {
      if (trouble instanceof NotGiven && [401, 403, 404].includes(trouble.status)) this.#cover();
    }
  }

  #cover() {
    if (this.#up) return;
    this.covered.send();
    // Where it was ended and did not only run out, what this tablet keeps goes too.
    if ('caches' in globalThis) void judge().catch(() => undefined);
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    the('announcer', HTMLElement).textContent = '';
    the('reader', HTMLElement).hidden = true;
    the('signed-out', HTMLElement).hidden = false;
    this.#count();
    const way = the('sign-in', HTMLAnchorElement);
    way.href = `/sign-in?onward=${encodeURIComponent(this.#address)}`;
    way.focus();
  }

  /** Says whether everything written is with the server. */
  #count() {
    if (!this.#up) return;
    const { outbox, meeting } = this.#record;
    const name = meeting.people[String(meeting.me.id)]?.name ?? '';
    the('signed-out-unsent', HTMLElement).textContent = outbox.size
      ? this.#words.say('signed_out.unsent', { count: outbox.size, name })
      : this.#words.say('signed_out.all_sent');
  }
}
