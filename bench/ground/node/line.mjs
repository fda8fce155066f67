import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** The least websocket client that is one: text frames, pings answered, nothing else kept. */
export class Line {
  #socket;
  #rest = Buffer.alloc(0);
  /** Called with the bytes of each message, and by which line. */
  heard = (_bytes, _line) => {};

  constructor(socket) {
    this.#socket = socket;
  }

  /** Opens a line to ws://127.0.0.1:port/path; one message may come before `heard` is set: none is lost. */
  static open(port, path, heard) {
    return new Promise((opened, failed) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const line = new Line(socket);
      line.heard = heard;
      socket.on('error', failed);
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
      let head = Buffer.alloc(0);
      const greet = (bytes) => {
        head = Buffer.concat([head, bytes]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.toString('latin1').startsWith('HTTP/1.1 101')) failed(new Error(head.toString('latin1', 0, 200)));
        socket.off('data', greet);
        socket.on('data', (more) => line.#take(more));
        opened(line);
        line.#take(head.subarray(end + 4));
      };
      socket.on('data', greet);
    });
  }

  say(text) {
    this.#frame(1, Buffer.from(text));
  }

  /** Tells once that it is over. */
  gone(tell) {
    this.#socket.once('close', tell);
  }

  close() {
    this.#socket.destroy();
  }

  // A mask of zeros is a mask: the payload goes as it is.
  #frame(kind, payload) {
    const long = payload.length > 125;
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = 0x80 | kind;
    head[1] = 0x80 | (long ? 126 : payload.length);
    if (long) head.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  #take(bytes) {
    let rest = this.#rest.length ? Buffer.concat([this.#rest, bytes]) : bytes;
    for (;;) {
      const [start, length] = measure(rest);
      if (start === 0 || rest.length < start + length) break;
      const payload = rest.subarray(start, start + length);
      const kind = rest[0] & 0x0f;
      rest = rest.subarray(start + length);
      if (kind === 9) this.#frame(10, payload);
      else if (kind < 3) this.heard(payload, this);
    }
    this.#rest = rest;
  }
}

/** Where a frame's payload starts (0: the head is not whole) and how long it is. */
function measure(bytes) {
  if (bytes.length < 2) return [0, 0];
  const short = bytes[1] & 0x7f;
  if (short < 126) return [2, short];
  if (short === 126) return bytes.length < 4 ? [0, 0] : [4, bytes.readUInt16BE(2)];
  return bytes.length < 10 ? [0, 0] : [10, Number(bytes.readBigUInt64BE(2))];
}
