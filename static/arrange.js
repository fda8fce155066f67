import { the } from './paper/dom.js';

/** Moves, takes out and brings back pages on the spot; without it each press asks the server. */
function begin() {
  const [form, tiles, gone] = [the('arranging', HTMLFormElement), the('tiles', HTMLOListElement), the('gone', HTMLOListElement)];
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('.tile button') : null;
    const tile = button?.closest('.tile');
    if (!(button instanceof HTMLButtonElement) || !(tile instanceof HTMLElement)) return;
    event.preventDefault();
    const [verb] = button.value.split('-');
    if (verb === 'up') tile.previousElementSibling?.before(tile);
    else if (verb === 'down') tile.nextElementSibling?.after(tile);
    else if (verb === 'out') return leave(tile, gone);
    else come(tile, tiles);
    settle();
    (button.disabled || button.hidden ? tile : button).focus();
  });
  form.addEventListener('submit', () => {
    changed = false;
  });
  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
  document.getElementById('arrange-fault')?.focus();
}

let changed = false;

/** @param {HTMLElement} tile @param {HTMLOListElement} gone */
function leave(tile, gone) {
  const next = tile.nextElementSibling ?? tile.previousElementSibling;
  gone.append(tile);
  settle();
  if (next instanceof HTMLElement) next.focus();
}

/** Puts a page back behind the one before it in the paper. @param {HTMLElement} tile @param {HTMLOListElement} tiles */
function come(tile, tiles) {
  const before = [...tiles.children].filter((other) => page(other) < page(tile)).sort((a, b) => page(b) - page(a))[0];
  if (before) before.after(tile);
  else tiles.prepend(tile);
}

/** @param {Element} tile */
function page(tile) {
  return Number(tile instanceof HTMLElement ? tile.dataset['page'] : 0);
}

/** Writes the order down, and lets the buttons say what can be done now. */
function settle() {
  const [tiles, gone] = [the('tiles', HTMLOListElement), the('gone', HTMLOListElement)];
  const order = [...tiles.children];
  the('order', HTMLInputElement).value = order.map(page).join(',');
  changed = true;
  the('arranged', HTMLElement).hidden = false;
  the('outs', HTMLElement).hidden = !gone.children.length;
  const count = the('count', HTMLElement);
  count.textContent = (count.dataset['words'] ?? '').replace('{n}', String(order.length));
  for (const tile of [...order, ...gone.children]) {
    const out = tile.parentElement === gone;
    for (const button of tile.querySelectorAll('button')) {
      button.hidden = button.classList.contains('in') === out;
      const verb = button.value.split('-')[0];
      button.disabled = (verb === 'up' && tile === order[0]) || (verb === 'down' && tile === order.at(-1));
    }
  }
}

begin();
