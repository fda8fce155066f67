import { judge } from './keeping/shelves.js';

/** Shows the password being typed, where the reader of the screen asks for it. */
const password = document.getElementById('password');
const reveal = document.getElementById('reveal');
const row = document.getElementById('reveal-row');

if (password instanceof HTMLInputElement && reveal instanceof HTMLInputElement && row) {
  row.hidden = false;
  reveal.addEventListener('change', () => {
    password.type = reveal.checked ? 'text' : 'password';
  });
}

// Nobody is signed in here. Where the sign-in was ended, by hand or by the administrator, the papers this
// tablet kept go; where only its time ran out they stay. What was written and not yet sent stays in any case.
if ('caches' in window) void judge();
