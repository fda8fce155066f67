/** The width that thumbnails have, and that stands in until the right picture is there. */
export const THUMBNAIL = 240;
/**
 * The widths in device pixels in which pages are shown, from what the server offers.
 *
 * 1640 and THUMBNAIL are made ahead when a paper arrives; anything smaller than 1640 would have
 * to be made on demand for each page, and for each way the tablet is held.
 */
export const WIDTHS = [1640, 2480, 3280];

/**
 * Chooses the smallest picture that is still sharp, allowing 8 % of upscaling.
 * @param {number} cssWidth how wide the page is shown, in CSS px
 * @param {number} ratio device pixels per CSS px
 * @returns {number} one of WIDTHS, in device px
 */
export function pictureWidth(cssWidth, ratio) {
  const wanted = (cssWidth * ratio) / 1.08;
  return WIDTHS.find((width) => width >= wanted) ?? 3280;
}

/** @param {string} digest @param {number} page @param {number} width @returns {string} the picture's address */
export function pictureAddress(digest, page, width) {
  return `/pages/${digest}/${page}/${width}`;
}
