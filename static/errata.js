import { the } from './paper/dom.js';

/** Adds and takes out rows of the errata sheet on the spot, and asks before what is typed is left. */
function begin() {
  const [form, rows] = [the('errata-form', HTMLFormElement), the('errata-rows', HTMLTableSectionElement)];
  let changed = !the('errata-changed', HTMLElement).hidden;
  const touch = () => {
    changed = true;
    the('errata-changed', HTMLElement).hidden = false;
  };
  form.addEventListener('input', touch);
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!(button instanceof HTMLButtonElement) || button.value === 'save') return;
    event.preventDefault();
    if (button.value === 'add') add(rows);
    else takeOut(rows, button);
    touch();
  });
  form.addEventListener('submit', () => {
    changed = false;
  });
  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
  document.getElementById('errata-fault')?.focus();
}

/** @param {HTMLTableSectionElement} rows */
function add(rows) {
  rows.append(the('errata-row', HTMLTemplateElement).content.cloneNode(true));
  number(rows);
  rows.lastElementChild?.querySelector('input')?.focus();
}

/** @param {HTMLTableSectionElement} rows @param {HTMLButtonElement} button */
function takeOut(rows, button) {
  const row = button.closest('tr');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  row?.remove();
  number(rows);
  const place = next?.querySelector('.cell-out button') ?? document.getElementById('errata-add');
  if (place instanceof HTMLElement) place.focus();
}

/** Gives the rows their numbers, in sight and in the names of their fields. @param {HTMLTableSectionElement} rows */
function number(rows) {
  [...rows.rows].forEach((row, index) => {
    const n = String(index + 1);
    const shown = row.querySelector('.row-number');
    if (shown) shown.textContent = n;
    for (const named of row.querySelectorAll('[aria-label]')) {
      named.setAttribute('aria-label', named.getAttribute('aria-label')?.replace(/\d+/, n) ?? '');
    }
    const out = row.querySelector('.cell-out button');
    if (out instanceof HTMLButtonElement) out.value = `out-${n}`;
  });
}

begin();
