import { KINDS } from './kinds.mjs';
import { Line } from './line.mjs';

/** Opens a line and takes its steps: engine open, namespace, follow. Heartbeats are answered. */
export function join(server, path, place, hear) {
  const kind = KINDS[server.kind];
  if (!kind.auth) return Line.open(server.port, path, hear);
  return new Promise((joined, failed) => {
    let line = null;
    const opened = Line.open(server.port, path, (bytes) => {
      // 0 engine open, 2 ping, 40 namespace joined, 42 event, 43 acknowledgement, 44 refused
      if (bytes[0] === 0x32) return line.say('3');
      if (bytes[0] === 0x30) return void opened.then((one) => one.say(`40${kind.auth(server, place)}`));
      if (bytes[1] === 0x32) return hear(bytes);
      if (bytes[1] === 0x30 && kind.follow) return line.say(kind.follow(server));
      if (bytes[1] === 0x30 || bytes.includes('430[', 0)) return joined(line);
      if (bytes[1] === 0x34) failed(new Error(`${server.kind}: ${bytes}`));
      if (bytes[1] === 0x33 && bytes.includes('"refused":"')) failed(new Error(`${server.kind}: ${bytes}`));
    });
    opened.then((one) => { line = one; }, failed);
  });
}
