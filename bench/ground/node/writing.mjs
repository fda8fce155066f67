// A room full of tablets of which some write at once, as static/paper/previews.js tells it: a piece of the
// stroke every 40 ms, then the stroke. Reads {server, room, writers, strokes, version, page} and prints one
// line of JSON: what was said and heard.
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { pack } from '../../../static/paper/codec.js';
import { join } from './join.mjs';

/** Ms between two points of a pen, between two pieces, of one stroke, and before the next. */
const [POINT, PIECE, STROKE, REST] = [8, 40, 900, 150];
/** A lane of the page for each writer, pt. */
const [LEFT, RIGHT, TOP, LANE, LINE] = [60, 535, 90, 66, 4];
const LOOK = { tool: 'pen', color: '#0017c1', width: 2 };

const asked = JSON.parse(await text(process.stdin));
const { server, room, writers, strokes, version, page } = asked;
const stream = `meeting:${server.meeting}`;
const told = { pieces: 0, strokes: 0, refused: [], heard: 0 };
const began = Date.now();

const lines = [];
for (let first = 0; first < room; first += 20) {
  const some = Array.from({ length: Math.min(20, room - first) }, (_, i) => join(server, '/socket.io/?EIO=4&transport=websocket', first + i, hear));
  lines.push(...(await Promise.all(some)));
}
await wait(500);
await Promise.all(lines.slice(0, writers).map((line, lane) => write(line, lane)));
await wait(1_000);
console.log(JSON.stringify(told));
process.exit(0);

function hear(bytes) {
  told.heard += 1;
  if (bytes.includes('"refused":"')) told.refused.push(`${bytes}`.slice(0, 200));
}

/** Writes line under line, each where nothing was written yet. */
async function write(line, lane) {
  await wait((lane * (STROKE + REST)) / writers);
  for (let n = 0; n < strokes; n += 1) {
    await draw(line, lane, n);
    await wait(REST);
  }
}

async function draw(line, lane, n) {
  const start = now();
  // Whoever sees it knows by its name and its last point's time when it was written.
  const id = `bench-${lane}-${Math.round(start * 1000)}`;
  const y = TOP + lane * LANE + n * LINE;
  const where = { id, version, page };
  const trail = [];
  for (let said = 0; ; ) {
    const time = Math.min(STROKE, now() - start);
    while (trail.length * POINT <= time) trail.push(pointAt(trail.length * POINT, y));
    if (time >= STROKE) break;
    // Each piece stands alone, and is at most as late as its newest point.
    const body = { ...where, ...LOOK, points: pack(trail.slice(said)) };
    line.say(`42${JSON.stringify(['whisper', { stream, kind: 'ink', body }])}`);
    [said, told.pieces] = [trail.length, told.pieces + 1];
    await wait(Math.max(1, Math.min(STROKE, time + PIECE) - (now() - start)));
  }
  const given = { meeting: server.meeting, ...where, ...LOOK, layer: 'shared', points: pack(trail) };
  line.say(`42${JSON.stringify(['do', { act: 'ink.draw', given, device: `bench-writer-${began}-${lane}`, n: n + 1 }])}`);
  told.strokes += 1;
}

function pointAt(time, y) {
  return { x: LEFT + ((RIGHT - LEFT) * time) / STROKE, y, pressure: 128, time };
}

/** Ms since the epoch. */
function now() {
  return performance.timeOrigin + performance.now();
}
