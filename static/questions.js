import { the } from './paper/dom.js';

/* The list of questions: what only a browser that runs modules can do. */
const button = document.querySelector('#print') ? the('print', HTMLButtonElement) : null;
if (button) button.hidden = false;
button?.addEventListener('click', () => print());
