// Loaded before a page that is written on: notes for each place the pen came to when it is seen on the film.
// window.benchFilm names the canvas; a peer says there which is its own.
{
  window.benchFilm ??= '.pane.active .live';
  let waiting = [];
  let asked = 0;
  let early = false;
  const seen = [];
  window.benchPen = { take: () => seen.splice(0) };

  const note = (event) => {
    if (event.pointerType !== 'pen' || !event.buttons) return;
    const newest = event.getCoalescedEvents?.().at(-1) ?? event;
    waiting.push({ x: newest.clientX, y: newest.clientY, at: newest.timeStamp, frames: 0 });
    ask(false);
  };
  // An event is heard of after the page has heard of it: so this comes last in the frame. What was asked early is asked anew.
  const ask = (before) => {
    if (early) cancelAnimationFrame(asked);
    if (early || !asked) asked = requestAnimationFrame(frame);
    early = before;
  };
  const frame = () => {
    const film = document.querySelector(window.benchFilm);
    const box = film?.getBoundingClientRect();
    [asked, early] = [0, false];
    const drawn = [];
    const due = waiting;
    waiting = [];
    for (const spot of due) {
      if (film?.width && box.width && bears(film, box, spot)) drawn.push(spot);
      else if (spot.frames >= 30) seen.push([null, spot.frames]);
      else waiting.push({ ...spot, frames: spot.frames + 1 });
    }
    if (waiting.length) ask(true);
    if (drawn.length) void scheduler.postTask(() => tell(drawn), { priority: 'user-blocking' });
  };
  // After all that the page does in this frame.
  const tell = (drawn) => {
    const now = performance.now();
    for (const { at, frames } of drawn) seen.push([now - at, frames]);
  };
  const bears = (film, box, { x, y }) => {
    const [left, top] = [(x - box.left) * (film.width / box.width), (y - box.top) * (film.height / box.height)];
    const { data } = film.getContext('2d').getImageData(Math.round(left) - 1, Math.round(top) - 1, 3, 3);
    return data.some((part) => part !== 0);
  };
  addEventListener('pointerdown', note);
  addEventListener('pointermove', note);
}
