// Loaded before the reader: notes when ink that others told of is seen on the page's films.
// Of each point: when it was written (by the name of its stroke and its own time), when it is seen.
{
  const SHEET = 595;
  /** @type {{id: string, x: number, y: number, times: number[], heard: number, whole: boolean}[]} */
  let waiting = [];
  let codec = null;
  const clock = Date.now() - (performance.timeOrigin + performance.now());
  const now = () => performance.timeOrigin + performance.now() + clock;
  window.bench = { seen: [], take: () => window.bench.seen.splice(0), waiting: () => waiting.length };

  const hear = (data) => {
    if (typeof data !== 'string' || !data.startsWith('42["')) return;
    const [event, said] = JSON.parse(data.slice(2));
    if (event === 'whisper') for (const { body } of [said].flat()) note(body, false);
    if (event === 'entries') for (const { kind, body } of said.entries) if (kind === 'ink.drawn') note(body, true);
  };
  const note = ({ id, points }, whole) => {
    if (!points || !id.startsWith('bench-')) return;
    const trail = codec.unpack(points);
    const { x, y } = trail.at(-1);
    if (!waiting.length) requestAnimationFrame(frame);
    waiting.push({ id, x, y, times: whole ? [trail.at(-1).time] : trail.map(({ time }) => time), heard: now(), whole });
  };
  const frame = () => {
    const { port1, port2 } = new MessageChannel();
    // After all that the reader does in this frame.
    port1.onmessage = () => {
      const at = now();
      waiting = waiting.filter((piece) => !isSeen(piece) || (tell(piece, at), false));
      waiting = waiting.filter(({ heard }) => at - heard < 5_000);
      if (waiting.length) requestAnimationFrame(frame);
    };
    port2.postMessage(null);
  };
  const tell = ({ id, times, heard, whole }, at) => {
    const start = Number(id.split('-')[2]) / 1000;
    window.bench.seen.push({ whole, wire: heard - start - times.at(-1), painted: at - heard, points: times.map((time) => at - start - time) });
  };
  // A piece may be seen as part of the finished stroke, which came before the frame.
  const isSeen = ({ x, y, whole }) => (whole ? ['.still'] : ['.live', '.still']).some((name) => bears(name, x, y));
  const bears = (name, x, y) => {
    const paper = document.querySelector('.pane.active .picture').getBoundingClientRect();
    const film = document.querySelector(`.pane.active ${name}`);
    const box = film.getBoundingClientRect();
    if (!film.width || !box.width) return false;
    const scale = paper.width / SHEET;
    const spot = [(paper.left + x * scale - box.left) * (film.width / box.width), (paper.top + y * scale - box.top) * (film.height / box.height)];
    const { data } = film.getContext('2d').getImageData(Math.round(spot[0]) - 2, Math.round(spot[1]) - 2, 5, 5);
    return data.some((part) => part !== 0);
  };

  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => hear(data));
    }
  };
  addEventListener('DOMContentLoaded', async () => {
    codec = await import('/static/paper/codec.js');
  });
}
