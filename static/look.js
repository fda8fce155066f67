/** Moves the two pages of a large look together, and goes to the first difference when they grow. */
const panes = [...document.querySelectorAll('.pan')].filter((pane) => pane instanceof HTMLElement);
const enlarge = document.getElementById('enlarge');

for (const pane of panes) {
  pane.addEventListener('scroll', () => {
    for (const other of panes) if (other !== pane) follow(other, pane);
  }, { passive: true });
}

enlarge?.addEventListener('change', () => {
  const [pane] = panes;
  const mark = pane?.querySelector('.page-marks rect');
  if (!pane || !mark) return;
  const [inner, outer] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
  const left = pane.scrollLeft + inner.left - outer.left - pane.clientWidth / 2;
  pane.scrollTo({ left, top: pane.scrollTop + inner.top - outer.top - pane.clientHeight / 3 });
});

/** @param {Element} pane @param {Element} leader */
function follow(pane, leader) {
  const left = part(leader.scrollLeft, leader.scrollWidth - leader.clientWidth) * (pane.scrollWidth - pane.clientWidth);
  const top = part(leader.scrollTop, leader.scrollHeight - leader.clientHeight) * (pane.scrollHeight - pane.clientHeight);
  // Where it is there already: no further event, no way round in circles.
  if (Math.abs(pane.scrollLeft - left) > 1 || Math.abs(pane.scrollTop - top) > 1) pane.scrollTo(left, top);
}

/** @param {number} at @param {number} whole */
function part(at, whole) {
  return whole > 0 ? at / whole : 0;
}

// A module's own names stay its own for the type checker too.
export {};
