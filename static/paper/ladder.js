/** The widths in device pixels in which the server makes page pictures. */
export const WIDTHS = [240, 1240, 1640, 2480, 3280];
/** The width that thumbnails have, and that stands in until the right picture is there. */
export const THUMBNAIL = 240;

/**
 * Chooses the smallest picture that is still sharp, allowing 8 % of upscaling.
 * @param {number} cssWidth how wide the page is shown, in CSS px
 * @param {number} ratio device pixels per CSS px
 * @returns {number} one of WIDTHS, in device px
 */
export function pictureWidth(cssWidth, ratio) {
  const wanted = (cssWidth * ratio) / 1.08;
  return WIDTHS.find((width) => width > THUMBNAIL && width >= wanted) ?? 3280;
}

/** @param {string} digest @param {number} page @param {number} width @returns {string} the picture's address */
export function pictureAddress(digest, page, width) {
  return `/pages/${digest}/${page}/${width}`;
}
