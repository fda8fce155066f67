import { NewFile } from './clerk/new_file.js';
import { send, tell } from './clerk/new_version.js';
import { say } from './clerk/words.js';

/** Brings the form to life on which a paper's new file is put in; without it the form does the same. */
function begin() {
  const form = document.getElementById('replace');
  if (!(form instanceof HTMLFormElement)) return;
  const file = new NewFile(Number(form.dataset.limit));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!file.isChosen()) return tell(say('replacement.sending.none'));
    void send(form);
  });
}

begin();
