import { icon, make, the } from './dom.js';
import { TOOLS } from './tools.js';

/**
 * @import { Tool, ToolFacts, Tools } from './tools.js'
 * @import { Undo } from './undo.js'
 * @import { Words } from './words.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);
const ALL = /** @type {Tool[]} */ (Object.keys(TOOLS));
const THICKNESSES = ['thin', 'middle', 'thick'];

/** The writing tools as labelled buttons. */
export class Toolbar {
  #tools;
  #undo;
  #words;
  #bar = the('tools', HTMLElement);

  /**
   * @param {Tools} tools
   * @param {Undo} undo
   * @param {Words} words
   * @param {{back: () => void, again: () => void}} wishes
   */
  constructor(tools, undo, words, wishes) {
    this.#tools = tools;
    this.#undo = undo;
    this.#words = words;
    for (const tool of ALL) button(`tool-${tool}`).addEventListener('click', () => tools.take(tool));
    button('layer-private').addEventListener('click', () => tools.share('private'));
    button('layer-shared').addEventListener('click', () => tools.share('shared'));
    button('write').addEventListener('click', () => tools.write(!tools.writing));
    button('finger-writes').addEventListener('click', () => tools.letFingersWrite(!tools.fingersWrite));
    button('left-handed').addEventListener('click', () => tools.changeHand(!tools.leftHanded));
    button('undo').addEventListener('click', wishes.back);
    button('redo').addEventListener('click', wishes.again);
    for (const group of this.#bar.querySelectorAll('[role=radiogroup]')) rove(group);
    tools.changed.listen(() => this.#show());
    undo.changed.listen(() => this.#show());
    this.#show();
  }

  /** Whether ink for everybody is allowed now. */
  sharing = true;

  /** @param {boolean} sharing @param {string} why it is not allowed, where it isn't @returns {boolean} whether this ended writing for all */
  allow(sharing, why) {
    this.sharing = sharing;
    the('layer-why', HTMLElement).textContent = sharing ? '' : why;
    const ended = !sharing && this.#tools.layer === 'shared';
    if (ended) this.#tools.share('private');
    this.#show();
    return ended;
  }

  #show() {
    const tools = this.#tools;
    this.#bar.hidden = !tools.writing;
    button('write').setAttribute('aria-pressed', String(tools.writing));
    const word = button('write').querySelector('span');
    if (word) word.textContent = this.#words.say(tools.writing ? 'write.stop' : 'write.start');
    for (const tool of ALL) check(button(`tool-${tool}`), tools.tool === tool);
    check(button('layer-private'), tools.layer === 'private');
    check(button('layer-shared'), tools.layer === 'shared');
    button('layer-shared').disabled = !this.sharing;
    button('finger-writes').hidden = !tools.penSeen;
    button('finger-writes').setAttribute('aria-pressed', String(tools.fingersWrite));
    button('left-handed').setAttribute('aria-pressed', String(tools.leftHanded));
    const shared = tools.layer === 'shared' && tools.writing;
    the('shared-banner', HTMLElement).hidden = !shared;
    const grid = the('reader', HTMLElement);
    grid.classList.toggle('writing', tools.writing);
    grid.classList.toggle('sharing-ink', shared);
    grid.classList.toggle('left-handed', tools.leftHanded);
    button('undo').disabled = !this.#undo.canUndo;
    button('redo').disabled = !this.#undo.canRedo;
    this.#showChoices(TOOLS[tools.tool]);
  }

  /** @param {ToolFacts} facts */
  #showChoices({ colors = {}, widths = [], ways = [] }) {
    const tools = this.#tools;
    this.#offer('color-choice', Object.entries(colors).map(([name, value]) => {
      const swatch = make('span', 'swatch');
      swatch.style.background = value;
      return this.#choice(name, swatch, tools.color === value, () => tools.dip(value));
    }));
    const most = Math.max(...widths);
    this.#offer('width-choice', widths.map((width, i) => {
      const line = make('span', 'thickness');
      line.style.height = `${Math.max(2, most > 8 ? width * 0.7 : width * 1.6)}px`;
      return this.#choice(THICKNESSES[i] ?? '', line, tools.thickness === i, () => tools.thicken(i));
    }));
    this.#offer('way-choice', ways.map((way) => this.#choice(way, icon(`way-${way}`), tools.way === way, () => tools.work(way))));
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
    made.append(picture, make('span', '', this.#words.say(`write.${name}`)));
    made.addEventListener('click', choose);
    return made;
  }
}

/** @param {HTMLElement} choice @param {boolean} checked */
function check(choice, checked) {
  choice.setAttribute('aria-checked', String(checked));
  choice.tabIndex = checked ? 0 : -1;
}

/** @param {HTMLElement} box */
function refocus(box) {
  const checked = box.querySelector('[aria-checked=true]');
  if (checked instanceof HTMLElement) checked.focus();
}

/** Arrow keys choose within a group, as in any group of radio buttons. @param {Element} group */
function rove(group) {
  group.addEventListener('keydown', (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...group.querySelectorAll('button:not(:disabled)')];
    const at = all.findIndex((one) => one === document.activeElement);
    const next = all[(at + step + all.length) % all.length];
    if (!(next instanceof HTMLElement)) return;
    next.focus();
    next.click();
  });
}
