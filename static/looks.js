/**
 * How this device is to look, as static/ease.js keeps it: put upon the page before its first paint.
 * A classic script, since a module would come after it and the page would change before one's eyes.
 */
{
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const strong = matchMedia('(prefers-contrast: more)');

  /** @param {string} name @returns {string} what was chosen on this device; '' where nothing was */
  const kept = (name) => localStorage.getItem(`gijo-${name}`) ?? '';

  /** @param {string} name @param {string} as chosen @param {boolean} device what the device asks for @param {string} yes */
  const holds = (name, as, device, yes) => (kept(name) === yes || (device && kept(name) !== as));

  const apply = () => {
    const size = Number(kept('size'));
    root.style.fontSize = size > 100 && size <= 200 ? `${size * 1.125}%` : '';
    root.dataset.looks = holds('looks', 'light', dark.matches, 'dark') ? 'dark' : 'light';
    root.dataset.contrast = holds('contrast', 'plain', strong.matches, 'more') ? 'more' : 'plain';
  };

  apply();
  for (const asked of [dark, strong]) asked.addEventListener('change', apply);
  // From another page of this browser, and from this one.
  addEventListener('storage', apply);
  addEventListener('gijo-looks', apply);
}
