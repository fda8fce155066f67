import { readMeeting } from '../record/api.js';
import { Signal } from '../record/signal.js';
import { the } from './dom.js';
import { write } from './furigana.js';
import { quorumWords } from './quorum.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { MeetingState } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** @typedef {'open' | 'pause' | 'resume' | 'close'} Step */

/** What may come next in a state, the likeliest first. @type {Partial<Record<MeetingState, Step[]>>} */
const STEPS = { announced: ['open'], open: ['pause', 'close'], recess: ['resume', 'close'] };

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);
const text = (/** @type {string} */ id) => the(id, HTMLElement);

/** For chair and clerk: opens, pauses, resumes and closes the meeting, each after a question. */
export class Conducting {
  #record;
  #words;
  #dialog = the('step-question', HTMLDialogElement);
  /** @type {Step} */
  #asked = 'open';
  /** The number of the act under this question: pressed again without an answer, it stays one act. @type {number | null} */
  #n = null;
  /** Whether the numbers on the screen say that a quorum is missing. */
  #short = false;
  /** A step was taken by me. @type {Signal<Step>} */
  stepped = new Signal();

  /** @param {MeetingRecord} record @param {Words} words */
  constructor(record, words) {
    this.#record = record;
    this.#words = words;
    button('step').addEventListener('click', () => this.#ask(this.#steps[0]));
    button('step-other').addEventListener('click', () => this.#ask(this.#steps.find((step) => step !== this.#asked)));
    button('step-not').addEventListener('click', () => this.#dialog.close());
    button('step-do').addEventListener('click', () => void this.#do());
    record.folded.listen(({ entry }) => {
      if (entry.kind === 'attendance.marked') void this.#count();
    });
    record.live.lines.listen((line) => {
      if (line === 'open') void this.#count();
    });
  }

  /** @returns {Step[]} */
  get #steps() {
    const { chairing, facts } = this.#record.meeting;
    return (chairing && STEPS[facts.state]) || [];
  }

  /** Says anew which step comes next; a question about one that has been taken is over. */
  show() {
    const { state } = this.#record.meeting.facts;
    const [next] = this.#steps;
    button('step').hidden = !next;
    button('step').classList.toggle('primary', state === 'announced');
    if (next) label('step', this.#words.say(`step.now_${state}`));
    if (this.#dialog.open && !this.#steps.includes(this.#asked)) this.#dialog.close();
  }

  /** @param {Step | undefined} step */
  #ask(step) {
    if (!step) return;
    [this.#asked, this.#n, this.#short] = [step, null, false];
    const words = this.#words;
    const other = this.#steps.find((one) => one !== step);
    text('step-title').textContent = words.say(`step.${step}.title`);
    text('step-what').textContent = words.say(`step.${step}.what`);
    for (const id of ['step-count', 'step-unmarked', 'step-trouble']) text(id).textContent = '';
    text('step-else').hidden = !other;
    if (other) label('step-other', words.say(`step.${other}.other`));
    this.#showDoing();
    if (!this.#dialog.open) this.#dialog.showModal();
    // Never on the button that does it: a second tap or Enter must not answer the question.
    button('step-not').focus();
    void this.#count();
  }

  #showDoing() {
    const doing = button('step-do');
    label('step-do', this.#words.say(this.#short ? 'step.open.do_short' : `step.${this.#asked}.do`));
    doing.classList.toggle('primary', !this.#short);
    doing.classList.toggle('danger', this.#short);
    button('step-not').classList.toggle('primary', this.#short);
    doing.disabled = false;
  }

  /** Asks how many are there before the meeting is opened; until that is known nobody opens it. */
  async #count() {
    if (!this.#dialog.open || this.#asked !== 'open') return;
    button('step-do').disabled = true;
    try {
      const { attendance, people } = await readMeeting(this.#record.meeting.facts.id);
      if (this.#asked !== 'open') return;
      if (!text('step-count').textContent) text('step-trouble').textContent = '';
      this.#short = attendance.present < attendance.needed;
      const { count, unmarked } = quorumWords(attendance, people, this.#dialog.dataset.clause ?? '', this.#words);
      text('step-count').textContent = count;
      text('step-count').classList.toggle('short', this.#short);
      write(text('step-unmarked'), unmarked);
      this.#showDoing();
    } catch {
      text('step-count').textContent = '';
      text('step-trouble').textContent = this.#words.say('step.not_counted');
    }
  }

  async #do() {
    const { live, shelf, meeting } = this.#record;
    const step = this.#asked;
    button('step-do').disabled = true;
    try {
      this.#n ??= await shelf.number();
      const given = { meeting: meeting.facts.id, ...(this.#short && { without_quorum: true }) };
      const answer = await live.do(`meeting.${step}`, given, this.#n);
      this.#n = null;
      if ('refused' in answer) return this.#fail(answer.message || answer.refused);
      this.#dialog.close();
      this.stepped.send(step);
    } catch {
      this.#fail(this.#words.say('step.not_reached'));
    }
  }

  /** Says why nothing was done, and counts anew. @param {string} why */
  #fail(why) {
    text('step-trouble').textContent = why;
    button('step-do').disabled = false;
    void this.#count();
  }
}

/** @param {string} id @param {string} word the control's word, beside its icon */
function label(id, word) {
  const found = button(id).querySelector('span');
  if (found) found.textContent = word;
}
