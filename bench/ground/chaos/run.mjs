// One chaos run: twenty tablets, a bad line, a server that is killed; at the end all must be the same.
// Started by bench/chaos.py with {seed, code, people, office, events, seconds} and the pipes it asks the house by.
import { readFileSync, readSync, writeSync } from 'node:fs';

import { Clock, dice as diceOf } from './clock.mjs';
import { judge } from './judge.mjs';
import { Net } from './line.mjs';
import { Tablet, pageOf } from './tablet.mjs';

const given = JSON.parse(readFileSync(0, 'utf8'));
const dice = diceOf(given.seed);
const clock = new Clock();
// All chance and all time of the pages are the simulation's.
Math.random = dice.next;
Date.now = () => clock.now;
Object.defineProperty(globalThis, 'crypto', { value: {
  getRandomValues: (bytes) => bytes.map((_, at) => (bytes[at] = dice.whole(0, 255))),
} });
globalThis.setImmediate = (work) => clock.after(0, work);
globalThis.devicePixelRatio = 1;

let waiting = Buffer.alloc(0);
function ask(asked) {
  writeSync(given.asks, `${JSON.stringify(asked)}\n`);
  const chunk = Buffer.alloc(1 << 16);
  for (;;) {
    const end = waiting.indexOf(10);
    if (end >= 0) {
      const line = waiting.subarray(0, end);
      waiting = Buffer.from(waiting.subarray(end + 1));
      return JSON.parse(line);
    }
    const count = readSync(given.answers, chunk);
    if (!count) throw new Error('the server is gone');
    waiting = Buffer.concat([waiting, chunk.subarray(0, count)]);
  }
}

const net = new Net(clock, dice, ask);
const code = pageOf(given.code);
const tablets = given.people.map((login, at) => new Tablet(`${login}-${at}`, login, net, code));
const counts = { acts: 0, kills: 0, sleeps: 0, cuts: 0, reloads: 0, office: 0 };
const troubles = [];
process.on('unhandledRejection', (trouble) => troubles.push(`a promise failed: ${trouble?.stack ?? trouble}`));

const POINTS = [[100, 100, 120, 0], [120, 130, 140, 8], [140, 120, 160, 16]];
const trail = () => POINTS.map(([x, y, pressure, time]) => ({ x: x + dice.whole(0, 300), y: y + dice.whole(0, 500), pressure, time }));

/** What a hand may do on a page. */
async function act(page) {
  const { desk, record, marks } = page;
  const { meeting } = record;
  const paper = dice.of(meeting.papers);
  if (!paper) return;
  const { version } = paper;
  const at = dice.whole(1, paper.pages);
  const mine = desk.of(version, paper.pages).filter(({ by }) => by === meeting.me.id);
  const group = dice.of(meeting.groups)?.id ?? null;
  const layers = ['private', 'private', 'shared', ...(group ? ['group'] : [])];
  const layer = dice.of(layers);
  const where = (one) => ({ layer: one, ...(one === 'group' && { group }) });
  const some = mine.filter(() => dice.happens(0.4)).slice(0, 3).map(({ id }) => id);
  const roll = dice.next();
  counts.acts += 1;
  if (roll < 0.5 || !some.length) {
    const look = { tool: 'pen', color: '#112233', width: 1.5, trail: trail() };
    await desk.writer.draw(look, { id: desk.writer.name(), version, page: at, ...where(layer) });
  } else if (roll < 0.62) await desk.writer.erase(some);
  else if (roll < 0.7) await desk.writer.back();
  else if (roll < 0.75) await desk.writer.again();
  else if (roll < 0.83) await desk.writer.place(some, { dx: dice.whole(-20, 20), dy: dice.whole(-20, 20), scale: 1, turn: 0 });
  else if (roll < 0.9) await desk.writer.lay(some, layer, layer === 'group' ? group : null);
  else if (roll < 0.96 || !meeting.presenting) await marks.bookmarks.set({ version, page: at }, dice.happens(0.7), '');
  else {
    const n = await record.shelf.number();
    const call = { meeting: 1, version, page: at, epoch: meeting.floor.epoch };
    await record.live.do('floor.turn', call, n).catch(() => undefined);
  }
}

function kill() {
  counts.kills += 1;
  for (const link of [...net.links.values()]) {
    net.links.delete(link.sid);
    link.end('transport close', dice.happens(0.8) ? dice.between(0, 500) : dice.between(3_000, 9_000));
  }
  net.call({ op: 'kill' });
  for (const tablet of tablets) tablet.reachable = false;
  clock.after(dice.between(500, 4_000), () => tablets.forEach((tablet) => (tablet.reachable = true)));
}

/** One thing that happens to a tablet or to the house. */
function upset() {
  const roll = dice.next();
  const tablet = dice.of(tablets);
  const { page } = tablet;
  if (roll < 0.05) kill();
  else if (roll < 0.15) {
    counts.sleeps += 1;
    tablet.sleep(dice.happens(0.5) ? dice.between(500, 5_000) : dice.between(6_000, 40_000));
  } else if (roll < 0.3) {
    counts.cuts += 1;
    tablet.reachable = dice.happens(0.5);
    page?.socket?.cut(dice.happens(0.5) ? 0 : dice.between(1_000, 9_000));
    clock.after(dice.between(500, 15_000), () => (tablet.reachable = true));
  } else if (roll < 0.4) {
    counts.reloads += 1;
    void tablet.open().catch((trouble) => troubles.push(`${tablet.name} did not open: ${trouble.stack}`));
  } else if (roll < 0.5) {
    net.trouble = { lost: dice.of([0, 0.02, 0.2]), twice: dice.of([0, 0.05, 0.3]), late: dice.of([0, 0.1, 0.5]) };
  } else if (roll < 0.6) {
    counts.office += 1;
    const [login, name, asked] = dice.of(given.office);
    net.call({ op: 'office', login, act: name, given: { ...asked } });
  } else if (page?.ready && tablet.asleepUntil <= clock.now) {
    void act(page).catch((trouble) => troubles.push(`${tablet.name} could not act: ${trouble.stack}`));
  }
}

async function main() {
  const beat = () => (net.call({ op: 'beat' }), clock.after(5_000, beat));
  const look = () => (net.call({ op: 'look' }), clock.after(500, look));
  beat();
  look();
  for (const tablet of tablets) void tablet.open().catch((trouble) => troubles.push(String(trouble.stack)));
  await clock.run(2_000);
  const end = clock.now + given.seconds * 1_000;
  while (clock.now < end) {
    upset();
    await clock.run(dice.between(0, (2 * given.seconds * 1_000) / given.events));
  }
  // All is well again: whoever sleeps wakes, the line carries everything.
  net.trouble = { lost: 0, twice: 0, late: 0 };
  for (const tablet of tablets) tablet.reachable = true;
  await clock.run(45_000);
  const faults = [...troubles, ...(await judge({ tablets, net, clock, code, dice, Tablet }))];
  ask({ op: 'over', counts, faults });
}

await main();
process.exit(0);
