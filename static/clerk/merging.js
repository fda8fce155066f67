import { isTouched, rememberFocus } from './touched.js';

/**
 * Puts the fresh screen in place of the shown one, part by part and row by row; what somebody is
 * typing in stays as it is, except the part that was sent.
 * @param {Document} fresh the screen as the server has it now
 * @param {string} sent id of the part or row whose form was sent, or an empty string
 */
export function merge(fresh, sent) {
  for (const part of document.querySelectorAll('[data-part]')) {
    const next = fresh.getElementById(part.id);
    if (next && (part.id === sent || !isTouched(part))) replace(part, next, part.id === sent);
  }
  for (const rows of document.querySelectorAll('[data-rows]')) {
    const next = fresh.getElementById(rows.id);
    if (next) mergeRows(rows, next, sent);
  }
}

/**
 * @param {Element} rows
 * @param {Element} fresh
 * @param {string} sent
 */
function mergeRows(rows, fresh, sent) {
  const next = [...fresh.children];
  const ids = new Set(next.map((row) => row.id));
  for (const row of [...rows.children]) if (!ids.has(row.id)) row.remove();
  const shown = new Map([...rows.children].map((row) => [row.id, row]));
  const focus = rememberFocus(rows);
  next.forEach((row, index) => {
    const old = shown.get(row.id);
    const stays = old && row.id !== sent && isTouched(old);
    if (old && !stays) replace(old, row, row.id === sent);
    const wanted = stays ? old : row;
    // Only what is out of place is moved: moving an element takes the focus from it.
    if (rows.children[index] !== wanted) rows.insertBefore(wanted, rows.children[index] ?? null);
  });
  if (document.activeElement === document.body) focus?.(rows);
}

/**
 * @param {Element} old
 * @param {Element} next
 * @param {boolean} sent
 */
function replace(old, next, sent) {
  if (!sent) {
    for (const open of old.querySelectorAll('details[open]')) {
      next.querySelector(`#${open.id}`)?.setAttribute('open', '');
    }
  }
  for (const dialog of old.querySelectorAll('dialog')) dialog.close();
  const focus = rememberFocus(old);
  old.replaceWith(next);
  focus?.(next);
}
