// A simulated tablet: a browser profile with what it stores, and the page that is open on it.
import * as storage from 'fake-indexeddb';

import { Socket } from './line.mjs';

const IDB = Object.entries(storage).filter(([name]) => name.startsWith('IDB'));
const NAMES = ['io', 'window', 'document', 'navigator', 'localStorage', 'indexedDB', 'fetch', 'globalThis',
  'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', ...IDB.map(([name]) => name)];

/** The product's modules as one function of what a browser gives them. @param {string} code */
export function pageOf(code) {
  return new Function(...NAMES, `${code}\nreturn page;`);
}

export class Tablet {
  /** Whether messages find their way at all. */
  reachable = true;
  asleepUntil = 0;
  /** Every act that was written down here, and what became of it as far as the page was told. */
  acts = [];
  #disk = new storage.IDBFactory();
  #local = new Map();
  page = null;

  constructor(name, login, net, code) {
    Object.assign(this, { name, login, net, code, clock: net.clock });
  }

  /** Closes the page, at once and without a farewell, and opens it anew. */
  async open() {
    this.close();
    const page = this.page = new Page(this);
    await page.start();
  }

  close() {
    this.page?.end();
    this.page = null;
  }

  /** Nothing happens on a tablet that sleeps; what was due happens when it wakes. @param {number} ms */
  sleep(ms) {
    this.asleepUntil = this.clock.now + ms;
    if (ms > 5_000) this.page?.socket?.cut(ms);
    this.clock.after(ms, () => this.page?.wake());
  }

  get environment() {
    const local = this.#local;
    const localStorage = new Proxy({
      getItem: (key) => local.get(key) ?? null,
      setItem: (key, value) => void local.set(key, String(value)),
      removeItem: (key) => void local.delete(key),
    }, { ownKeys: () => [...local.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
    return { indexedDB: this.#disk, localStorage };
  }
}

class Page {
  gone = false;
  record = null;
  desk = null;
  marks = null;
  #ears = [];

  constructor(tablet) {
    Object.assign(this, { tablet, net: tablet.net, login: tablet.login, clock: tablet.clock });
  }

  get reachable() {
    return this.tablet.reachable;
  }

  /** @param {number} ms @param {() => void} work nothing once the page is gone, later where the tablet sleeps */
  later(ms, work) {
    return this.clock.after(ms, () => this.#now(work));
  }

  #now(work) {
    const { asleepUntil } = this.tablet;
    if (this.gone) return;
    if (asleepUntil > this.clock.now) this.clock.after(asleepUntil - this.clock.now, () => this.#now(work));
    else work();
  }

  #made() {
    const listen = (name, ear) => void this.#ears.push([name, ear]);
    const clear = (one) => {
      if (one) one.gone = true;
    };
    const every = (work, ms) => {
      const again = { gone: false };
      const turn = () => this.later(ms, () => {
        if (again.gone) return;
        turn();
        work();
      });
      turn();
      return again;
    };
    const given = {
      io: (options) => (this.socket = new Socket(this, options)),
      window: { addEventListener: listen },
      document: { addEventListener: listen, hidden: false, querySelector: () => null },
      navigator: {}, globalThis: {}, fetch: (path) => this.#fetch(path),
      setTimeout: (work, ms = 0) => this.later(ms, work), clearTimeout: clear,
      setInterval: every, clearInterval: clear, ...Object.fromEntries(IDB), ...this.tablet.environment,
    };
    return this.tablet.code(...NAMES.map((name) => given[name]));
  }

  #fetch(path) {
    const { net, login } = this;
    return new Promise((done, failed) => {
      const lost = () => failed(new TypeError('Failed to fetch'));
      if (!this.reachable || net.dice.happens(net.trouble.lost)) return this.later(net.dice.between(50, 2_000), lost);
      return this.clock.after(net.dice.between(5, 60), () => {
        const told = JSON.stringify(net.call({ op: 'get', login, path }));
        this.later(net.dice.between(5, net.dice.happens(net.trouble.late) ? 3_000 : 60), () => {
          const { status, body } = JSON.parse(told);
          const answer = { ok: status === 200, status, headers: { get: () => null }, json: async () => body };
          done({ ...answer, clone: () => answer });
        });
      });
    });
  }

  /** As static/read.js wires the page; where the meeting can't be had it is tried again. */
  async start() {
    const made = this.#made();
    let record;
    for (;;) {
      try {
        record = await made.MeetingRecord.open(1);
        break;
      } catch (trouble) {
        if (!/fetch|40[134]|50\d/.test(String(trouble))) throw trouble;
        await new Promise((done) => this.later(2_000, done));
      }
    }
    if (this.gone) return;
    this.record = record;
    this.#note(record.outbox, record.shelf.device);
    this.desk = new made.WritingDesk(record);
    this.marks = new made.Marks(record);
    const fetchInk = () => record.meeting.papers.forEach((paper) => void this.desk.fetch(paper.version));
    record.meeting.changed.listen(fetchInk);
    record.live.lines.listen((line) => line === 'open' && fetchInk());
    await this.desk.writer.restore();
    await this.marks.restore();
    fetchInk();
    await record.replay();
    record.live.start();
    this.ready = true;
  }

  /** Notes what is written down and what the page is told of it. */
  #note(outbox, device) {
    const { acts } = this.tablet;
    const find = (item) => {
      let act = acts.find((one) => one.device === device && one.n === item.n);
      if (!act) acts.push(act = { device, n: item.n, person: item.person, act: item.act, given: item.given, came: 'unsent' });
      return act;
    };
    const put = outbox.put.bind(outbox);
    outbox.put = async (...given) => {
      const item = await put(...given);
      find(item);
      return item;
    };
    outbox.done.listen(({ item, answer }) => Object.assign(find(item), { came: 'done', answer }));
    outbox.refused.listen((item) => Object.assign(find(item), { came: 'refused', answer: item.answer }));
  }

  wake() {
    for (const [name, ear] of this.#ears) if (name === 'visibilitychange' || name === 'pageshow') this.later(0, ear);
  }

  end() {
    this.gone = true;
    this.socket?.cut(0);
  }
}
