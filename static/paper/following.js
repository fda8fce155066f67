import { the } from './dom.js';
import { named, write } from './furigana.js';

/**
 * @import { Live } from '../record/live.js'
 * @import { Meeting } from '../record/meeting.js'
 * @import { PersonFacts, Place } from '../record/types.js'
 * @import { Leading } from './leading.js'
 * @import { PageNames } from './naming.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);

/** The part of the head that says whose page is shown and offers the way there and back. */
export class FollowBar {
  #meeting;
  #live;
  #workspace;
  #leading;
  #names;
  #words;
  #state = the('follow-state', HTMLElement);
  /** Whether the presenter's tablet is gone, so that presenting may be taken. */
  abandoned = false;

  /**
   * @param {{meeting: Meeting, live: Live, workspace: Workspace, leading: Leading, names: PageNames, words: Words}} parts
   * @param {(place: Place) => void} showAll
   */
  constructor({ meeting, live, workspace, leading, names, words }, showAll) {
    this.#meeting = meeting;
    this.#live = live;
    this.#workspace = workspace;
    this.#leading = leading;
    this.#names = names;
    this.#words = words;
    button('to-called').addEventListener('click', () => {
      leading.beAlone(false);
      workspace.standing.join();
    });
    button('to-back').addEventListener('click', () => {
      leading.pass('back');
    });
    button('to-ahead').addEventListener('click', () => {
      leading.pass('forward');
    });
    button('be-alone').addEventListener('click', () => leading.beAlone(true));
    button('show-all').addEventListener('click', () => {
      const { here } = workspace.standing;
      if (here) showAll(here);
    });
    // Some of these vanish when tapped: the focus goes where the eyes are.
    for (const id of ['to-called', 'to-back', 'to-ahead', 'be-alone', 'show-all']) {
      button(id).addEventListener('click', () => workspace.follower.focus());
    }
    button('take-back').addEventListener('click', () => void leading.ask('floor.take', {}));
  }

  /** Who calls pages, in words. @returns {string} */
  get who() {
    return this.#who(({ name }) => name);
  }

  /** @param {(person: PersonFacts) => string} name how a person's name is written @returns {string} */
  #who(name) {
    const { floor, people } = this.#meeting;
    const person = people[String(floor.presenter)];
    if (!person || person.role === 'chair') return this.#words.say('follow.chair');
    return this.#words.say('follow.someone', { name: name(person) });
  }

  show() {
    const { called, here, away, alike } = this.#workspace.standing;
    const { past, ahead } = this.#workspace.active.standing;
    const { presenting } = this.#meeting;
    const alone = this.#leading.alone;
    this.#say(away, alone);
    const { active } = this.#leading;
    const { held } = this.#workspace.standing;
    this.#offer('to-called', (alone || (away && !active)) && called !== null, this.#wayThere(called, alone));
    this.#offer('to-back', past.length > 0 && !held, this.#wayBack(past.at(-1)?.place ?? null));
    // Without saying where: there is room for one such place, and one was there a moment ago.
    this.#offer('to-ahead', ahead.length > 0 && !held);
    this.#offer('show-all', presenting && here !== null && alone && !alike(here, called));
    this.#offer('be-alone', this.#leading.active && here !== null);
    const takes = this.#meeting.me.role === 'chair' || (this.#meeting.chairing && this.abandoned);
    this.#offer('take-back', takes && this.#meeting.sitting && !presenting);
    this.#offer('hand-over', (this.#meeting.chairing || presenting) && this.#meeting.sitting && !alone);
  }

  /** @param {boolean} away @param {boolean} alone */
  #say(away, alone) {
    const { called } = this.#workspace.standing;
    const words = this.#words;
    const { facts, sitting } = this.#meeting;
    const before = facts.state === 'announced';
    const down = this.#live.line === 'down';
    let [key, mood] = ['', ''];
    if (alone) [key, mood] = ['follow.alone', 'alone'];
    else if (this.#leading.active) [key, mood] = this.#leadingWords(called, down, before);
    else if (this.#workspace.standing.held) [key, mood] = ['follow.held', 'held'];
    else if (!called && sitting) key = before ? 'follow.before' : 'follow.nobody';
    else if (called && !away && down) [key, mood] = ['follow.last', 'last'];
    else if (called && !away && sitting) [key, mood] = [before ? 'follow.trying_with' : 'follow.with', 'with'];
    else if (!sitting) key = 'follow.over';
    write(this.#state, key && words.say(key, { who: this.#who(named) }));
    this.#state.dataset.mood = mood;
    this.#state.hidden = !key;
  }

  /** What the presenter is told, and how. @param {Place | null} called @param {boolean} down @param {boolean} before @returns {[string, string]} */
  #leadingWords(called, down, before) {
    if (down) return ['follow.presenting_down', 'last'];
    if (!called) return ['follow.your_turn', ''];
    return [before ? 'follow.trying' : 'follow.presenting', 'presenting'];
  }

  /** @param {Place | null} called @param {boolean} alone @returns {string[]} the button's word, then where it leads */
  #wayThere(called, alone) {
    if (!called) return [];
    // Without a line nobody knows which page is called by now.
    const key = this.#live.line === 'down' ? 'follow.to_last' : alone ? 'follow.to_all' : 'follow.to_called';
    const word = this.#words.say(key, { who: this.who });
    const paper = this.#meeting.paper(called.version)?.name ?? '';
    return [word, paper, this.#page(called)];
  }

  /** @param {Place | null} place @returns {string[]} the button's word, then where it leads */
  #wayBack(place) {
    const { here } = this.#workspace.active.standing;
    const other = place && place.version !== here?.version ? this.#names.paper(place.version) : '';
    return [this.#words.say('follow.back'), other ?? '', place ? this.#page(place) : ''];
  }

  /** A page as it is viewed here. @param {Place} place @returns {string} */
  #page(place) {
    return this.#names.page(place, this.#workspace.active.navigator.book);
  }

  /** @param {string} id @param {boolean} shown @param {string[]} [texts] */
  #offer(id, shown, texts) {
    const found = button(id);
    found.hidden = !shown;
    const label = found.querySelector('span');
    if (!texts || !label || !shown) return;
    const [word = '', paper = '', page = ''] = texts;
    label.replaceChildren(word, document.createElement('small'));
    const where = label.lastElementChild;
    if (!where) return;
    // The name may be cut short where room is scarce, the page number never.
    const name = document.createElement('span');
    name.textContent = paper;
    where.replaceChildren('（', name, `${paper ? ' ' : ''}${page}）`);
  }
}
