/** The step that each key takes among the tabs. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** Tabs with one panel each: one is chosen, the arrow keys go from one to the next. */
export class Tabs {
  #tabs;
  #show;

  /** @param {HTMLElement} list its tabs name their panels in `aria-controls` @param {(panel: string) => void} show */
  constructor(list, show) {
    this.#tabs = [...list.querySelectorAll('button')];
    this.#show = show;
    for (const tab of this.#tabs) tab.addEventListener('click', () => this.choose(panelOf(tab)));
    list.addEventListener('keydown', (event) => this.#step(event));
  }

  /** @returns {string} the panel that is shown */
  get chosen() {
    const tab = this.#tabs.find((one) => one.ariaSelected === 'true') ?? this.#tabs[0];
    return tab ? panelOf(tab) : '';
  }

  /** @param {string} panel */
  choose(panel) {
    for (const tab of this.#tabs) {
      const chosen = panelOf(tab) === panel;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const shown = document.getElementById(panelOf(tab));
      if (shown) shown.hidden = !chosen;
    }
    this.#show(panel);
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const step = STEPS[event.key];
    const tabs = this.#tabs.filter(({ hidden }) => !hidden);
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const last = tabs.length - 1;
    const next = Number.isFinite(step) ? (at + step + last + 1) % (last + 1) : Math.min(Math.max(0, step), last);
    const tab = tabs[next];
    if (!tab) return;
    this.choose(panelOf(tab));
    tab.focus();
  }
}

/** @param {HTMLButtonElement} tab @returns {string} */
function panelOf(tab) {
  return tab.getAttribute('aria-controls') ?? '';
}
