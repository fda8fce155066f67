/**
 * One point of a stroke: x, y in pt from the page's top left, pressure 0-255, ms since the start.
 * @typedef {{x: number, y: number, pressure: number, time: number}} Point
 */

/** Steps of 1/20 pt: finer than any screen, and small numbers. */
const STEPS = 20;

/**
 * Packs points as base64 of zigzag varint deltas of x, y, pressure, time, four to a point.
 * @param {Point[]} points
 * @returns {string}
 */
export function pack(points) {
  /** @type {number[]} */
  const bytes = [];
  let last = [0, 0, 0, 0];
  for (const point of points) {
    const next = [point.x * STEPS, point.y * STEPS, point.pressure, point.time].map(Math.round);
    next.forEach((value, i) => putVarint(bytes, value - (last[i] ?? 0)));
    last = next;
  }
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/**
 * Unpacks what `pack` made; throws on anything else.
 * @param {string} packed
 * @returns {Point[]}
 */
export function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  /** @type {Point[]} */
  const points = [];
  let at = 0;
  let [x, y, pressure, time] = [0, 0, 0, 0];
  const delta = () => {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('the points end within a number');
      value += (byte & 0x7f) * place;
      if (byte < 0x80) return value % 2 ? -(value + 1) / 2 : value / 2;
    }
  };
  while (at < bytes.length) {
    x += delta();
    y += delta();
    pressure += delta();
    time += delta();
    points.push({ x: x / STEPS, y: y / STEPS, pressure, time });
  }
  return points;
}

/** @param {number[]} bytes @param {number} value */
function putVarint(bytes, value) {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
