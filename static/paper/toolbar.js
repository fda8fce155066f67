import { icon, make, the } from './dom.js';
import { LayerChoice } from './layer_choice.js';
import { check, refocus, rove } from './radios.js';
import { COMMON, RARE, STAMPS, TOOLS } from './tool_facts.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Sight } from './sight.js'
 * @import { Tool, ToolFacts } from './tool_facts.js'
 * @import { Tools } from './tools.js'
 * @import { Undo } from './undo.js'
 * @import { Words } from './words.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);
const ALL = [...COMMON, ...RARE];
const THICKNESSES = ['thin', 'middle', 'thick'];
const SIZES = ['small', 'middle', 'large'];

/** The writing tools as labelled buttons. */
export class Toolbar {
  #tools;
  #undo;
  #words;
  #layers;
  #bar = the('tools', HTMLElement);
  #others = the('others', HTMLDialogElement);

  /**
   * @param {{tools: Tools, undo: Undo, sight: Sight, meeting: Meeting, words: Words}} parts
   * @param {{back: () => void, again: () => void}} wishes
   */
  constructor({ tools, undo, sight, meeting, words }, wishes) {
    this.#tools = tools;
    this.#undo = undo;
    this.#words = words;
    this.#layers = new LayerChoice({ tools, sight, meeting, words });
    for (const tool of ALL) button(`tool-${tool}`).addEventListener('click', () => tools.take(tool));
    for (const tool of RARE) {
      button(`take-${tool}`).addEventListener('click', () => {
        tools.take(tool);
        this.#others.close();
      });
    }
    button('write').addEventListener('click', () => tools.write(!tools.writing));
    button('more-tools').addEventListener('click', () => this.#others.showModal());
    button('others-close').addEventListener('click', () => this.#others.close());
    button('finger-writes').addEventListener('click', () => tools.letFingersWrite(!tools.fingersWrite));
    button('left-handed').addEventListener('click', () => tools.changeHand(!tools.leftHanded));
    button('undo').addEventListener('click', wishes.back);
    button('redo').addEventListener('click', wishes.again);
    for (const group of this.#bar.querySelectorAll('[role=radiogroup]')) rove(group);
    tools.changed.listen(() => this.#show());
    undo.changed.listen(() => this.#showUndo());
    this.#show();
  }

  /** @param {boolean} sharing whether ink for everybody is allowed now @param {string} why it is not, where it isn't @returns {boolean} whether this ended writing for all */
  allow(sharing, why) {
    return this.#layers.allow(sharing, why);
  }

  #show() {
    const tools = this.#tools;
    this.#bar.hidden = !tools.writing;
    button('write').setAttribute('aria-pressed', String(tools.writing));
    const word = button('write').querySelector('span');
    if (word) word.textContent = this.#words.say(tools.writing ? 'write.stop' : 'write.start');
    for (const tool of ALL) check(button(`tool-${tool}`), tools.tool === tool);
    for (const tool of RARE) button(`tool-${tool}`).hidden = tool !== tools.spare;
    button('finger-writes').hidden = !tools.penSeen;
    button('finger-writes').setAttribute('aria-pressed', String(tools.fingersWrite));
    button('left-handed').setAttribute('aria-pressed', String(tools.leftHanded));
    const grid = the('reader', HTMLElement);
    grid.classList.toggle('writing', tools.writing);
    grid.classList.toggle('left-handed', tools.leftHanded);
    this.#showUndo();
    this.#showChoices(tools.tool, TOOLS[tools.tool]);
  }

  /** All that a finished stroke changes here: to make the rest anew with each one keeps the next waiting. */
  #showUndo() {
    button('undo').disabled = !this.#undo.canUndo;
    button('redo').disabled = !this.#undo.canRedo;
  }

  /** @param {Tool} tool @param {ToolFacts} facts */
  #showChoices(tool, { colors = {}, widths = [], ways = {} }) {
    const tools = this.#tools;
    this.#offer('color-choice', Object.entries(colors).map(([name, value]) => {
      const swatch = make('span', 'swatch');
      swatch.style.background = value;
      return this.#choice(name, swatch, tools.color === value, () => tools.dip(value));
    }));
    const letters = tool === 'text' || tool === 'stamp';
    the('width-choice', HTMLElement).ariaLabel = this.#words.say(letters ? 'write.size' : 'write.width');
    this.#offer('width-choice', widths.map((width, i) => {
      const picture = letters ? lettered(i) : lined(width, Math.max(...widths));
      return this.#choice((letters ? SIZES : THICKNESSES)[i] ?? '', picture, tools.thickness === i, () => tools.thicken(i));
    }));
    the('way-choice', HTMLElement).ariaLabel = this.#words.say(`write.way.${tool}`);
    this.#offer('way-choice', Object.keys(ways).map((way) => {
      const picture = tool === 'stamp' ? make('b', 'stamp-face', STAMPS[/** @type {keyof typeof STAMPS} */ (way)]) : icon(`way-${way}`);
      return this.#choice(way, picture, tools.way === way, () => tools.work(way));
    }));
  }

  /** Shows what can be chosen of the tool in hand, in the place of what was there. @param {string} id @param {HTMLElement[]} choices */
  #offer(id, choices) {
    const box = the(id, HTMLElement);
    box.hidden = !choices.length;
    const focused = box.contains(document.activeElement);
    box.replaceChildren(...choices);
    if (focused) refocus(box);
  }

  /** @param {string} name of its word @param {Element} picture @param {boolean} checked @param {() => void} choose @returns {HTMLElement} */
  #choice(name, picture, checked, choose) {
    const made = make('button', 'control choice small');
    made.type = 'button';
    made.setAttribute('role', 'radio');
    check(made, checked);
    // A stamp's own words say all: they are not said twice.
    made.append(picture, ...(picture.matches('.stamp-face') ? [] : [make('span', '', this.#words.say(`write.${name}`))]));
    made.addEventListener('click', choose);
    return made;
  }
}

/** @param {number} width pt @param {number} most @returns {HTMLElement} */
function lined(width, most) {
  const line = make('span', 'thickness');
  line.style.height = `${Math.max(2, most > 8 ? width * 0.7 : width * 1.6)}px`;
  return line;
}

/** @param {number} size 0, 1 or 2 @returns {HTMLElement} */
function lettered(size) {
  const letter = make('span', 'letter-size', 'あ');
  letter.ariaHidden = 'true';
  letter.style.fontSize = `${0.875 + size * 0.25}rem`;
  return letter;
}
