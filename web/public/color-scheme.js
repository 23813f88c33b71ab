// Sets the colour scheme before the first paint, so that a dark page never flashes white. The page itself keeps it up to
// date afterwards (src/app/scheme.ts).
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('csip-color-scheme');
  } catch (error) {
    // Storage may be closed to this page; the system's scheme is used then.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
