import { the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Leading } from './leading.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);

/** For chair and clerk: stops what all write and lets them go on; the chair clears it too. */
export class AllInk {
  #parts;
  #asking = the('clearing', HTMLDialogElement);
  /** What the chair is asked about. @type {string[]} */
  #ids = [];

  /** @param {{meeting: Meeting, workspace: Workspace, desk: WritingDesk, leading: Leading, words: Words}} parts */
  constructor(parts) {
    this.#parts = parts;
    button('freeze').addEventListener('click', () => {
      void parts.leading.ask('floor.share', { allowed: !parts.meeting.facts.sharing });
    });
    button('clear-all').addEventListener('click', () => this.#ask());
    button('clearing-not').addEventListener('click', () => this.#asking.close());
    button('clearing-do').addEventListener('click', () => void this.#clear());
    button('more-tools').addEventListener('click', () => this.#show());
    parts.meeting.changed.listen(() => this.#show());
    this.#show();
  }

  #show() {
    const { meeting, words } = this.#parts;
    const { sharing } = meeting.facts;
    the('all-ink', HTMLElement).hidden = !meeting.chairing || !meeting.sitting;
    the('all-ink-state', HTMLElement).textContent = words.say(sharing ? 'write.shared_runs' : 'write.shared_stands');
    const word = button('freeze').querySelector('span');
    if (word) word.textContent = words.say(sharing ? 'write.freeze' : 'write.thaw');
    button('clear-all').hidden = meeting.me.role !== 'chair';
    button('clear-all').disabled = !this.#shared().length;
  }

  /** What all see of the paper in hand. @returns {string[]} ids */
  #shared() {
    const { workspace, desk } = this.#parts;
    const facts = workspace.active.view.open?.book.facts;
    if (!facts) return [];
    return desk.of(facts.version, facts.pages).filter(({ layer }) => layer === 'shared').map(({ id }) => id);
  }

  #ask() {
    const { workspace, words } = this.#parts;
    this.#ids = this.#shared();
    const paper = workspace.active.view.open?.book.facts.name ?? '';
    the('clearing-what', HTMLElement).textContent = words.say('write.clear_what', { count: this.#ids.length, paper });
    the('others', HTMLDialogElement).close();
    this.#asking.showModal();
  }

  async #clear() {
    this.#asking.close();
    await this.#parts.desk.writer.erase(this.#ids);
  }
}
