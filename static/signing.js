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

// Nobody is signed in here: the papers this tablet kept are nobody's to read. What was written and
// not yet sent stays, and goes when its writer signs in again.
if ('caches' in window) void caches.delete('gijo-pages');
