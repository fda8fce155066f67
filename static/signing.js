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
