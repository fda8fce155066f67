import { make, part, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Paper } from '../record/types.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** Offers the paper that the clerks propose to read beside the one in hand, until it lies there. */
export class PairOffer {
  #meeting;
  #workspace;
  #words;
  #button = the('open-pair', HTMLButtonElement);

  /** @param {Meeting} meeting @param {Workspace} workspace @param {Words} words @param {(paper: Paper) => void} open */
  constructor(meeting, workspace, words, open) {
    this.#meeting = meeting;
    this.#workspace = workspace;
    this.#words = words;
    this.#button.addEventListener('click', () => {
      const partner = this.#partner;
      if (partner) open(partner);
    });
  }

  show() {
    const partner = this.#partner;
    this.#button.hidden = !partner;
    if (!partner) return;
    this.#button.setAttribute('aria-label', this.#words.say('panes.open_with', { paper: partner.name }));
    // The name may be cut short where room is scarce, what the button does never.
    const name = make('small');
    name.append(make('span', '', partner.name));
    part(this.#button, 'span', HTMLElement).replaceChildren(name, this.#words.say('panes.with'));
  }

  /** @returns {Paper | undefined} not open yet, while there is room */
  get #partner() {
    const { active, panes, roomy } = this.#workspace;
    const here = this.#meeting.paper(active.standing.here?.version ?? 0);
    if (!here || !roomy) return undefined;
    const open = new Set(panes.map((pane) => pane.standing.here?.version));
    return this.#meeting.papers.find(({ paper, beside, version }) => !open.has(version)
      && (paper === here.beside || beside === here.paper));
  }
}
