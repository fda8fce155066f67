import { icon, make, part, the } from './dom.js';
import { layersOf, sameLayer } from './layers.js';
import { check } from './radios.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Audience } from './layers.js'
 * @import { Sight } from './sight.js'
 * @import { Tools } from './tools.js'
 * @import { Words } from './words.js'
 */

/** For whom one writes, and which marks are seen, each by one tap. */
export class LayerChoice {
  #tools;
  #sight;
  #meeting;
  #words;
  #choice = the('layer-choice', HTMLElement);
  #seen = the('layer-sight', HTMLElement);
  /** Whether ink for everybody is allowed now. */
  #sharing = true;

  /** @param {{tools: Tools, sight: Sight, meeting: Meeting, words: Words}} parts */
  constructor({ tools, sight, meeting, words }) {
    this.#tools = tools;
    this.#sight = sight;
    this.#meeting = meeting;
    this.#words = words;
    the('unhide', HTMLButtonElement).addEventListener('click', () => sight.all());
    tools.changed.listen(() => this.#show());
    sight.changed.listen(() => this.#show());
    meeting.changed.listen((part) => {
      if (part === 'meeting') this.#lay();
    });
    this.#lay();
  }

  /** @param {boolean} sharing @param {string} why it is not allowed, where it isn't @returns {boolean} whether this ended writing for all */
  allow(sharing, why) {
    this.#sharing = sharing;
    the('layer-why', HTMLElement).textContent = sharing ? '' : why;
    const ended = !sharing && this.#tools.layer === 'shared';
    if (ended) this.#tools.share('private');
    this.#show();
    return ended;
  }

  /** Makes the buttons of all that I may write for. */
  #lay() {
    const all = layersOf(this.#meeting, this.#words);
    this.#choice.replaceChildren(...all.map((one) => {
      const made = this.#button(`layer-${one.key}`, one, one.name);
      made.classList.add('choice', ...(one.layer === 'shared' ? ['shared'] : []));
      made.setAttribute('role', 'radio');
      made.addEventListener('click', () => {
        // Nobody should write what is not seen.
        this.#sight.show(one, true);
        this.#tools.share(one.layer, one.group);
      });
      return made;
    }));
    this.#seen.replaceChildren(...all.map((one) => {
      const made = this.#button(`sight-${one.key}`, { ...one, symbol: 'eye' }, this.#words.say('write.seen'));
      made.classList.add('small');
      made.setAttribute('aria-label', this.#words.say('write.see', { whose: one.short }));
      made.addEventListener('click', () => this.#sight.show(one, !this.#sight.shows(one)));
      return made;
    }));
    const { layer, group } = this.#tools;
    if (layer === 'group' && !all.some((one) => one.group === group)) this.#tools.share('private');
    const { style } = part(document, '.layers', HTMLElement);
    style.setProperty('--rows', String(all.length));
    style.setProperty('--pairs', String(Math.ceil(all.length / 2)));
    this.#show();
  }

  /** @param {string} id @param {Audience} audience @param {string} word @returns {HTMLButtonElement} */
  #button(id, { symbol }, word) {
    const made = make('button', 'control');
    [made.type, made.id] = ['button', id];
    made.append(icon(symbol), make('span', '', word));
    return made;
  }

  #show() {
    const { writing, layer, group } = this.#tools;
    for (const one of layersOf(this.#meeting, this.#words)) {
      const choice = the(`layer-${one.key}`, HTMLButtonElement);
      check(choice, sameLayer(one, this.#tools));
      choice.disabled = one.layer === 'shared' && !this.#sharing;
      const shown = this.#sight.shows(one);
      the(`sight-${one.key}`, HTMLButtonElement).setAttribute('aria-pressed', String(shown));
    }
    const banner = the('shared-banner', HTMLElement);
    banner.hidden = layer === 'private' || !writing;
    const name = this.#meeting.groups.find(({ id }) => id === group)?.name ?? '';
    part(banner, 'span', HTMLElement).textContent = this.#words.say(layer === 'group' ? 'write.group_now' : 'write.shared_now', { name });
    the('reader', HTMLElement).classList.toggle('sharing-ink', layer !== 'private' && writing);
    the('unhide', HTMLButtonElement).hidden = !this.#sight.partial;
  }
}
