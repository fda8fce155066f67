/** @param {HTMLElement} choice @param {boolean} checked */
export function check(choice, checked) {
  choice.setAttribute('aria-checked', String(checked));
  choice.tabIndex = checked ? 0 : -1;
}

/** Puts the focus on what is chosen. @param {HTMLElement} box */
export function refocus(box) {
  const checked = box.querySelector('[aria-checked=true]');
  if (checked instanceof HTMLElement) checked.focus();
}

/** Arrow keys choose within a group, as in any group of radio buttons. @param {Element} group */
export function rove(group) {
  group.addEventListener('keydown', (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...group.querySelectorAll('[role=radio]:not(:disabled, [hidden])')];
    const at = all.findIndex((one) => one === document.activeElement);
    const next = all[(at + step + all.length) % all.length];
    if (!(next instanceof HTMLElement)) return;
    next.focus();
    next.click();
  });
}
