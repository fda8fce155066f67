/**
 * Finds the element that the page's template promises; throws where it is missing.
 * @template {Element} T
 * @param {string} id
 * @param {new (...given: never[]) => T} kind
 * @returns {T}
 */
export function the(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

/**
 * Finds a part of an element that a template promises; throws where it is missing.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new (...given: never[]) => T} kind
 * @returns {T}
 */
export function part(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`there is no ${kind.name} ${selector}`);
  return found;
}

/** Draws one of the page's icons. @param {string} name @returns {Element} */
export function icon(name) {
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawn.setAttribute('class', 'icon');
  drawn.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  drawn.append(use);
  return drawn;
}

/**
 * Makes an element with a class and text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
