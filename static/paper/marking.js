/**
 * @import { Floor, Place } from '../record/types.js'
 */

/**
 * Marks the moment the page is on the screen, for the bench: after the frame that shows it.
 * @param {Place} place
 * @param {Floor} floor
 */
export function markPainted(place, floor) {
  const called = floor.version === place.version && floor.page === place.page;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark('gijo:turn-painted', { detail: { ...place, number: called ? floor.number : null } });
      port1.close();
    };
    port2.postMessage(null);
  });
}
