// Tablets that follow a meeting and come back by themselves when the server was gone, by the rules of
// static/record/live.js. Reads {server, tablets, rounds, missed} and prints a line of JSON when all are there, and one
// for each time that all are back: when each had caught up and how many entries it was sent for that.
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { Line } from './line.mjs';

const asked = JSON.parse(await text(process.stdin));
const { server } = asked;
const STREAM = `meeting:${server.meeting}`;
const PATH = '/socket.io/?EIO=4&transport=websocket';
/** As Socket.IO's client waits between two tries: ms of the first, the most, and how far it strays. */
const [FIRST, MOST, STRAYS] = [asked.first, asked.most, 0.5];
/** What our clock lies behind the monotonic one that all processes read, ms. */
const OFFSET = Number(process.hrtime.bigint()) / 1e6 - performance.now();

class Tablet {
  number = 0;
  got = 0;
  at = 0;
  #tries = 0;
  #key;

  constructor(place) {
    this.#key = server.keys[place % server.keys.length];
  }

  async connect() {
    try {
      const line = await Line.open(server.port, PATH, (bytes, by) => this.#hear(by, bytes));
      line.gone(() => this.#again());
    } catch {
      this.#again();
    }
  }

  #again() {
    const ms = FIRST * 2 ** this.#tries;
    this.#tries += 1;
    const strayed = ms + (Math.random() * 2 - 1) * STRAYS * ms;
    setTimeout(() => void this.connect(), Math.min(MOST, strayed));
  }

  #hear(line, bytes) {
    if (bytes[0] === 0x32) return line.say('3');
    if (bytes[0] === 0x30) return line.say(`40${JSON.stringify({ token: this.#key })}`);
    const told = `${bytes}`;
    if (told.startsWith('40')) {
      const after = { [STREAM]: this.number };
      line.say(`420${JSON.stringify(['follow', { v: 1, device: 'bench-tablet', after }])}`);
    } else if (told.startsWith('430')) {
      this.#tries = 0;
      if (told.includes('"refused":"')) fail(told);
    } else if (told.startsWith('42["entries"')) {
      for (const entry of JSON.parse(told.slice(2))[1].entries) this.#take(entry.number);
    } else if (told.startsWith('42["reset"') || told.startsWith('44')) {
      fail(told);
    }
  }

  #take(number) {
    this.got += 1;
    if (number !== this.number + 1) fail(`${number} after ${this.number}`);
    this.number = number;
    if (number === target) this.at = performance.now() + OFFSET;
  }
}

function fail(why) {
  console.error(why.slice(0, 300));
  process.exit(1);
}

let target = server.head;
const tablets = Array.from({ length: asked.tablets }, (_, place) => new Tablet(place));
for (const tablet of tablets) {
  void tablet.connect();
  await wait(2);
}
for (let round = 0; round <= asked.rounds; round += 1) {
  while (tablets.some((tablet) => tablet.number < target)) await wait(20);
  console.log(JSON.stringify({ at: tablets.map(({ at }) => at), got: tablets.map(({ got }) => got) }));
  target += asked.missed;
  for (const tablet of tablets) [tablet.got, tablet.at] = [0, 0];
}
process.exit(0);
