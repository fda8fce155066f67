import { afterFrame } from './frame.js';

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
  void afterFrame().then(() => {
    performance.mark('gijo:turn-painted', { detail: { ...place, number: called ? floor.number : null } });
  });
}
