import { io } from 'socket.io-client';

import { Heartbeat } from './heartbeat.js';
import { Signal } from './signal.js';

/**
 * @import { Socket } from 'socket.io-client'
 * @import { Streams } from './stream.js'
 * @import { Answer, Body, Entries, Followed, Head, Reset, Whisper } from './types.js'
 */

/** @typedef {'connecting' | 'open' | 'down'} Line */

const ANSWER_WITHIN = 8_000;
const FOLLOW_WITHIN = 5_000;
const JITTER = 2_000;
/** Milliseconds before the first try after the line broke, and at most between two: a restart takes seconds. */
const [FIRST_TRY, NEXT_TRY] = [200, 1_000];
/** Milliseconds between two tries while the server will not have this person here. */
const TURNED_AWAY = 5_000;

/** The socket: follows the streams, hears entries, asks for acts, and notices when the line has died. */
export class Live {
  #streams;
  #device;
  #heartbeat = new Heartbeat();
  /** @type {Socket} */
  #socket;
  #following = false;
  #asked = false;
  /** @type {Line} */
  line = 'connecting';
  /** Since when the line is down, ms since the epoch. @type {number | null} */
  downSince = null;
  /** @type {Signal<Line>} */
  lines = new Signal();
  /** @type {Signal<Reset>} */
  resets = new Signal();
  /** @type {Signal<Whisper>} */
  whispers = new Signal();
  /** The server will not have this person here: the sign-in has ended, or is another's. @type {Signal<void>} */
  turnedAway = new Signal();

  /**
   * @param {Streams} streams
   * @param {string} device
   * @param {number} person who reads and writes here: the line is nobody else's
   */
  constructor(streams, device, person) {
    this.#streams = streams;
    this.#device = device;
    this.#socket = io({
      autoConnect: false,
      auth: { person },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: FIRST_TRY,
      reconnectionDelayMax: NEXT_TRY,
      timeout: 6_000,
    });
    this.#hear();
  }

  /** Milliseconds since the epoch by the server's clock. @returns {number} */
  get now() {
    return Date.now() + this.#heartbeat.offset;
  }

  /** Opens the line and keeps it open until the page goes. */
  start() {
    this.#socket.connect();
    setInterval(() => this.#look(), 1_000);
    const check = () => this.check();
    document.addEventListener('visibilitychange', () => document.hidden || check());
    for (const wake of ['pageshow', 'online', 'offline']) window.addEventListener(wake, check);
  }

  /** Follows again where the line is open, and otherwise tries to open it now. */
  check() {
    if (this.#socket.connected) void this.#follow();
    // Disconnecting first ends Socket.IO's waiting for its next try.
    else if (this.line === 'down') this.#socket.disconnect().connect();
  }

  /**
   * Asks for an act; rejects when no answer comes over this line.
   * @param {string} act
   * @param {Body} given
   * @param {number} n
   * @returns {Promise<Answer>}
   */
  do(act, given, n) {
    if (!this.#socket.connected) return Promise.reject(new Error('the line is down'));
    return this.#socket.timeout(ANSWER_WITHIN).emitWithAck('do', { act, given, device: this.#device, n });
  }

  /** Says something fleeting; it may be lost. @param {Whisper} whisper */
  whisper(whisper) {
    if (this.#socket.connected) this.#socket.volatile.emit('whisper', whisper);
  }

  #hear() {
    const socket = this.#socket;
    socket.on('connect', () => void this.#follow());
    socket.on('disconnect', (reason) => {
      this.#turn('down');
      // After the server's own farewell Socket.IO would never come back by itself.
      if (reason === 'io server disconnect') this.#leave();
    });
    socket.on('connect_error', (trouble) => {
      this.#turn('down');
      if (!socket.active) this.#leave();
      // Some networks swallow websockets without a word: the next try begins with the other way.
      else if (trouble.message === 'timeout') socket.io.opts.transports?.reverse();
    });
    socket.on('entries', (/** @type {Entries} */ news) => this.#take(news));
    socket.on('reset', (/** @type {Reset} */ news) => this.resets.send(news));
    socket.on('whisper', (/** @type {Whisper | Whisper[]} */ news) => {
      for (const one of [news].flat()) this.whispers.send(one);
    });
    socket.on('head', (/** @type {Head} */ news) => {
      this.#streams.hear(news.heads);
      this.#heartbeat.head(Date.now(), news.at, this.#streams.behind);
    });
  }

  /** @param {Entries} news */
  #take(news) {
    this.#streams.take(news.stream, news.entries);
    this.#heartbeat.entries(Date.now(), this.#streams.broken);
  }

  async #follow() {
    this.#asked = true;
    if (this.#following) return;
    this.#following = true;
    try {
      while (this.#asked && this.#socket.connected) {
        this.#asked = false;
        await this.#ask();
      }
    } finally {
      this.#following = false;
    }
  }

  async #ask() {
    const question = { v: 1, device: this.#device, after: this.#streams.after };
    try {
      /** @type {Followed} */
      const answer = await this.#socket.timeout(FOLLOW_WITHIN).emitWithAck('follow', question);
      if (!this.#socket.connected || !answer.streams) return;
      // A seat ended while the line was down: for whom there is writing now says the snapshot.
      const [gone] = Object.keys(answer.refused ?? {}).filter((stream) => stream.startsWith('group:'));
      if (gone) this.resets.send({ stream: gone, number: 0, url: '' });
      this.#heartbeat.start(Date.now());
      this.#turn('open');
    } catch {
      this.#restart();
    }
  }

  #look() {
    if (!this.#socket.connected) return;
    const state = this.#heartbeat.judge(Date.now());
    if (state === 'behind') void this.#follow();
    if (state === 'dead' && this.line === 'open') this.#restart();
  }

  #restart() {
    this.#socket.disconnect();
    this.#turn('down');
    this.#later();
  }

  /** The server showed this person the door; it may open again after signing in elsewhere. */
  #leave() {
    this.turnedAway.send();
    setTimeout(() => this.#socket.connect(), TURNED_AWAY);
  }

  #later() {
    setTimeout(() => this.#socket.connect(), Math.random() * JITTER);
  }

  /** @param {Line} line */
  #turn(line) {
    if (line === 'down') this.downSince ??= Date.now();
    if (line === 'open') this.downSince = null;
    this.line = line;
    this.lines.send(line);
  }
}
