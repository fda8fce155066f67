// The simulated line between a page and the server, in the stead of socket.io-client: what is said
// may come late, twice, in another order or not at all, and the line breaks, noticed soon or late.

/** How long both ends of a line that broke silently believe in it, ms: the socket's own ping. */
const PING = 10_000;

export class Net {
  /** Shares of messages. */
  trouble = { lost: 0, twice: 0, late: 0 };
  #next = 0;
  /** @type {Map<string, Link>} */
  links = new Map();

  constructor(clock, dice, ask) {
    Object.assign(this, { clock, dice, ask });
  }

  /** Asks the server, and sends on what it sent meanwhile. */
  call(asked) {
    const { answer, sent } = this.ask(asked);
    for (const [sid, event, told] of sent) this.links.get(sid)?.down(event, told);
    return answer;
  }

  /** The way of one message: calls `arrive` after a while, or twice, or never. */
  carry(arrive) {
    const { lost, twice, late } = this.trouble;
    if (this.dice.happens(lost)) return;
    for (const _ of this.dice.happens(twice) ? [1, 2] : [1]) {
      this.clock.after(this.dice.happens(late) ? this.dice.between(200, 4_000) : this.dice.between(3, 40), arrive);
    }
  }

  name() {
    this.#next += 1;
    return `s${this.#next}`;
  }
}

/** One connection, from its opening to its end. */
class Link {
  constructor(net, socket) {
    Object.assign(this, { net, socket, sid: net.name(), open: true });
    net.links.set(this.sid, this);
  }

  /** @param {(answer: unknown) => void} answered */
  up(event, told, answered) {
    const said = JSON.stringify(told);
    this.net.carry(() => {
      if (!this.net.links.has(this.sid)) return;
      const answer = this.net.call({ op: 'event', sid: this.sid, event, told: JSON.parse(said) });
      this.net.carry(() => this.open && answered(JSON.parse(JSON.stringify(answer ?? null))));
    });
  }

  down(event, told) {
    if (event === 'bye') return this.end('io server disconnect');
    const said = JSON.stringify(told);
    this.net.carry(() => this.open && this.socket.hear(event, JSON.parse(said)));
  }

  /** The line breaks: each end notices by itself. @param {string} reason @param {number} [noticed] ms */
  end(reason, noticed = 0) {
    const { net, sid } = this;
    net.clock.after(noticed, () => {
      if (!this.open) return;
      this.open = false;
      this.socket.lost(this, reason);
    });
    net.clock.after(noticed ? PING : 0, () => {
      if (net.links.delete(sid)) net.call({ op: 'gone', sid });
    });
  }
}

/** What `io()` returns: as much of Socket.IO's client as the product uses. */
export class Socket {
  connected = false;
  active = false;
  io = { opts: { transports: ['websocket', 'polling'] } };
  #ears = new Map();
  #link = null;
  #trying = 0;

  constructor(tablet, options) {
    Object.assign(this, { tablet, options });
  }

  get volatile() {
    return { emit: () => undefined };
  }

  on(event, ear) {
    this.#ears.set(event, ear);
    return this;
  }

  connect() {
    if (!this.active && !this.connected) {
      this.active = true;
      this.#try(0);
    }
    return this;
  }

  disconnect() {
    this.active = false;
    this.#trying += 1;
    const link = this.#link;
    if (link) {
      link.open = false;
      this.#link = null;
      this.connected = false;
      link.end('io client disconnect');
      this.hear('disconnect', 'io client disconnect');
    }
    return this;
  }

  #try(wait) {
    const turn = ++this.#trying;
    const { tablet } = this;
    tablet.later(wait, () => {
      if (turn !== this.#trying) return;
      if (!tablet.reachable) {
        this.hear('connect_error', new Error('websocket error'));
        this.#again(turn);
        return;
      }
      const link = new Link(tablet.net, this);
      tablet.later(tablet.net.dice.between(5, 80), () => {
        if (turn !== this.#trying) return link.end('gone');
        if (!tablet.net.call({ op: 'connect', sid: link.sid, login: tablet.login })) {
          tablet.net.links.delete(link.sid);
          this.active = false;
          this.hear('connect_error', new Error('signing.needed'));
          return undefined;
        }
        this.#link = link;
        this.connected = true;
        this.hear('connect');
        return undefined;
      });
    });
  }

  #again(turn) {
    if (turn === this.#trying) this.#try(this.tablet.net.dice.between(300, 2_000));
  }

  hear(event, told) {
    if (this.tablet.gone) return;
    this.tablet.later(0, () => this.#ears.get(event)?.(told));
  }

  lost(link, reason) {
    if (this.#link !== link) return;
    this.#link = null;
    this.connected = false;
    if (reason === 'io server disconnect') this.active = false;
    this.hear('disconnect', reason);
    if (this.active) this.#try(this.tablet.net.dice.between(300, 2_000));
  }

  /** The line breaks somewhere on the way. @param {number} noticed ms until this end knows */
  cut(noticed) {
    this.#link?.end('transport close', noticed);
  }

  timeout(ms) {
    return { emitWithAck: (event, told) => new Promise((done, failed) => {
      let open = true;
      this.tablet.later(ms, () => {
        if (open) failed(new Error('operation has timed out'));
        open = false;
      });
      this.#link?.up(event, told, (answer) => {
        if (!open) return;
        open = false;
        this.tablet.later(0, () => done(answer));
      });
    }) };
  }
}
