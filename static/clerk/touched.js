/** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} field */
function isChanged(field) {
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  }
  if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
    return field.checked !== field.defaultChecked;
  }
  return field.type !== 'hidden' && field.value !== field.defaultValue;
}

/**
 * Says whether somebody is at work in a part of the screen: typed, types, or is being asked.
 * @param {Element} part
 */
export function isTouched(part) {
  if (part.querySelector('dialog[open]')) return true;
  const focus = document.activeElement;
  const fields = part.querySelectorAll('input, textarea, select');
  return [...fields].some((field) => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) return false;
    return isChanged(field) || (field === focus && field.type !== 'radio' && field.type !== 'checkbox');
  });
}

const FOCUSABLE = 'a, button, input, select, textarea, summary, [tabindex]';

/**
 * Remembers which control of a part has the focus, to give it to the same one of the part's successor.
 * @param {Element} part
 * @returns {((successor: Element) => void) | null} null where the focus is elsewhere
 */
export function rememberFocus(part) {
  const focus = document.activeElement;
  if (!focus || !part.contains(focus)) return null;
  const index = [...part.querySelectorAll(FOCUSABLE)].indexOf(focus);
  return (successor) => {
    const others = [...successor.querySelectorAll(FOCUSABLE)];
    const same = focus.id ? document.getElementById(focus.id) : others[index];
    const enabled = same instanceof HTMLButtonElement && same.disabled ? successor : same;
    (enabled instanceof HTMLElement ? enabled : successor instanceof HTMLElement ? successor : null)?.focus();
  };
}
