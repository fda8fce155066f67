// Loaded before a page that is written on: notes for each place the pen came to when it is seen on the film.
// window.benchFilm names the canvas; a peer says there which is its own.
{
  window.benchFilm ??= '.pane.active .live';
  let waiting = [];
  let asked = false;
  const seen = [];
  window.benchPen = { take: () => seen.splice(0) };

  const note = (event) => {
    if (event.pointerType !== 'pen' || !event.buttons) return;
    const newest = event.getCoalescedEvents?.().at(-1) ?? event;
    waiting.push({ x: newest.clientX, y: newest.clientY, at: newest.timeStamp, frames: 0 });
    ask();
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(frame);
    asked = true;
  };
  const frame = () => {
    const due = waiting;
    [waiting, asked] = [[], false];
    const { port1, port2 } = new MessageChannel();
    // After all that the page does in this frame.
    port1.onmessage = () => {
      const film = document.querySelector(window.benchFilm);
      const box = film?.getBoundingClientRect();
      const now = performance.now();
      for (const spot of due) {
        const drawn = film?.width && box.width && bears(film, box, spot);
        if (drawn || spot.frames >= 30) seen.push([drawn ? now - spot.at : null, spot.frames]);
        else waiting.push({ ...spot, frames: spot.frames + 1 });
      }
      if (waiting.length) ask();
    };
    port2.postMessage(null);
  };
  const bears = (film, box, { x, y }) => {
    const [left, top] = [(x - box.left) * (film.width / box.width), (y - box.top) * (film.height / box.height)];
    const { data } = film.getContext('2d').getImageData(Math.round(left) - 1, Math.round(top) - 1, 3, 3);
    return data.some((part) => part !== 0);
  };
  addEventListener('pointerdown', note, true);
  addEventListener('pointermove', note, true);
}
