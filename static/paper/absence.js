/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { FollowBar } from './following.js'
 * @import { Notices } from './notices.js'
 * @import { Words } from './words.js'
 */

/** A presenter whose tablet falls out keeps presenting for so long, ms: most lines come back. */
const PATIENCE = 20_000;

/** Tells chair and clerk that the presenter's tablet is gone, and has them offered to take over by one tap. */
export class Absence {
  #record;
  #parts;
  /** @type {number | undefined} */
  #timer;
  /** Of whom that was said. @type {number | null} */
  #said = null;

  /** @param {MeetingRecord} record @param {{follow: FollowBar, notices: Notices, words: Words}} parts */
  constructor(record, parts) {
    this.#record = record;
    this.#parts = parts;
    record.presence.changed.listen(() => this.#heed());
    record.meeting.changed.listen((part) => part === 'floor' && this.#heed());
  }

  #heed() {
    const { meeting, presence } = this.#record;
    const { presenter } = meeting.floor;
    clearTimeout(this.#timer);
    const asked = meeting.chairing && meeting.sitting && !meeting.presenting && presenter !== null;
    const gone = asked && presence.lacks(presenter) ? presence.away(presenter, Date.now()) : null;
    const is = gone !== null && gone >= PATIENCE;
    if (gone !== null && !is) this.#timer = setTimeout(() => this.#heed(), PATIENCE - gone + 1);
    const { follow, notices, words } = this.#parts;
    if (is && this.#said !== presenter) notices.say(words.say('follow.presenter_gone', { who: follow.who }), { lasting: true });
    this.#said = is ? presenter : null;
    follow.abandoned = is;
    follow.show();
  }
}
