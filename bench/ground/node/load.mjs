// The followers and the presenter, the same for every server, all in this process: one clock.
// Reads {servers, followers, rounds, turns, pause} and prints two lines of JSON for each row: that it begins,
// when all are there, and what was measured.
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from './join.mjs';
import { KINDS } from './kinds.mjs';

const PATIENCE = 20_000;
/** What our clock lies behind the monotonic one that all processes read, ms. */
const OFFSET = Number(process.hrtime.bigint()) / 1e6 - performance.now();
const asked = JSON.parse(await text(process.stdin));
let calls = 0;

for (let round = 0; round < asked.rounds; round += 1) {
  for (const followers of asked.followers) {
    for (const server of turned(asked.servers, round)) {
      const took = await measure(server, followers);
      console.log(JSON.stringify({ round, followers, server: server.kind, ...took }));
    }
  }
}
process.exit(0);

/** Another server begins each round, so that none is always the first. */
function turned(servers, by) {
  const first = by % servers.length;
  return [...servers.slice(first), ...servers.slice(0, first)];
}

/** Connects, calls pages one by one, and returns of each its number, when the last follower had it, and the ms until the
 * first and the last had it. */
async function measure(server, followers) {
  const hearing = { mark: '', left: 0, first: 0, done: (_at) => {} };
  const hear = (bytes) => {
    if (hearing.left === 0 || !bytes.includes(hearing.mark)) return;
    if (hearing.left === followers) hearing.first = performance.now();
    hearing.left -= 1;
    if (hearing.left === 0) hearing.done(performance.now());
  };
  const path = KINDS[server.kind].path(`${Date.now()}`);
  const presenter = await join(server, path, -1, () => {});
  const lines = [];
  for (let first = 0; first < followers; first += 20) {
    const some = Array.from({ length: Math.min(20, followers - first) }, (_, i) => join(server, path, first + i, hear));
    lines.push(...(await Promise.all(some)));
  }
  await wait(300);
  for (let turn = 0; turn < 3; turn += 1) {
    await call(server, presenter, hearing, followers);
    await wait(asked.pause);
  }
  console.log(JSON.stringify({ begins: server.kind }));
  await wait(100);
  const took = { n: [], at: [], first: [], last: [] };
  for (let turn = 0; turn < asked.turns; turn += 1) {
    const told = await call(server, presenter, hearing, followers);
    for (const name of Object.keys(took)) took[name].push(told[name]);
    await wait(asked.pause);
  }
  for (const line of [presenter, ...lines]) line.close();
  await wait(300);
  return took;
}

function call(server, presenter, hearing, followers) {
  const n = (calls += 1);
  const kind = KINDS[server.kind];
  return new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error(`${server.kind}: ${hearing.left} of ${followers} never heard call ${n}`)), PATIENCE);
    hearing.mark = kind.mark(n);
    hearing.left = followers;
    const words = kind.say(server, n);
    const began = performance.now();
    hearing.done = (at) => {
      clearTimeout(late);
      done({ n, at: at + OFFSET, first: hearing.first - began, last: at - began });
    };
    presenter.say(words);
  });
}
