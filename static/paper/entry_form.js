import { the } from './dom.js';
import { seenBy } from './layers.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { WritingDesk } from './desk.js'
 * @import { Draft } from './composing.js'
 * @import { PageNames } from './naming.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** Above this share of the stage the form would hide the place it is for: then it stands below. */
const HIGH = 0.45;

/** The field for the words of a text, a sticky note or a question slip; pages may be turned meanwhile. */
export class EntryForm {
  #desk;
  #workspace;
  #meeting;
  #names;
  #words;
  #form = the('entry', HTMLFormElement);
  #field = the('entry-text', HTMLTextAreaElement);

  /** @param {{desk: WritingDesk, meeting: Meeting, workspace: Workspace, names: PageNames, words: Words}} parts */
  constructor({ desk, meeting, workspace, names, words }) {
    this.#desk = desk;
    this.#workspace = workspace;
    this.#meeting = meeting;
    this.#names = names;
    this.#words = words;
    const { composing, tools } = desk;
    composing.begun.listen((draft) => this.#open(draft));
    this.#field.addEventListener('input', () => composing.write(this.#field.value));
    this.#field.addEventListener('keydown', (event) => {
      // While characters are being converted, Enter belongs to the conversion.
      if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.#finish();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#finish();
    });
    the('entry-drop', HTMLButtonElement).addEventListener('click', () => {
      composing.end();
      this.#close();
    });
    tools.changed.listen(() => {
      if (composing.draft?.look.tool === tools.tool) composing.dress(tools.tool === 'text' ? { color: tools.color, width: tools.width } : { color: tools.color });
    });
  }

  /** @param {Draft} draft */
  #open({ look, where, text }) {
    the('entry-title', HTMLElement).textContent = this.#words.say(`entry.${look.tool}`);
    the('entry-where', HTMLElement).textContent = this.#words.say('entry.where', {
      where: this.#names.where(where), whom: seenBy(this.#meeting, this.#words, where),
    });
    this.#field.value = text;
    this.#form.hidden = false;
    this.#form.classList.toggle('low', this.#stands(look.trail[0]?.y ?? 0) < HIGH);
    this.#field.focus({ preventScroll: true });
  }

  /** How far down the stage a spot of the page in hand stands, from 0 to 1. @param {number} y pt @returns {number} */
  #stands(y) {
    const { viewport } = this.#workspace.active.view;
    return (viewport.y + y * viewport.scale) / viewport.stage.height;
  }

  async #finish() {
    const { composing, sight, writer } = this.#desk;
    const { draft } = composing;
    if (!draft?.text.trim()) {
      this.#field.focus();
      return;
    }
    const look = { ...draft.look, text: draft.text.trim() };
    if (draft.instead) await writer.replace([draft.instead], [{ look, where: draft.where }]);
    else await writer.draw(look, draft.where);
    composing.end();
    // What one has just written lies open.
    if (look.tool === 'sticky') sight.unfold(draft.where.id, true);
    this.#close();
  }

  #close() {
    this.#form.hidden = true;
    this.#workspace.active.focus();
  }
}
