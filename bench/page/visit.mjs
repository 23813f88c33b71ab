// A browser page that measures itself: when a page shows what it is for, when it shows all of it, how long a command takes until
// something has come on the screen. Times are the browser's own, from the start of loading or from the command to the frame
// after the one in which it was there.

/** Runs in the page: says when a condition first holds, looked at once a frame, and that frame has been painted. */
function watchPage() {
  const painted = (from) =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from))));
  const shows = {
    grid: () => [...document.querySelectorAll('[role=row]:not([hidden]) > [role=gridcell]')].some((cell) => cell.textContent),
    home: () => document.querySelector('[aria-labelledby=today] ol > li') !== null,
    cards: () => document.querySelector('main section > ul > li') !== null,
    dashboard: () => document.querySelector('[data-kind=kpi] *') !== null,
    board: () => document.querySelector('[data-card]') !== null,
    record: () => document.querySelector('main [role=tabpanel] *') !== null,
    main: () => document.querySelector('main h1') !== null,
  };
  const reading = () => document.querySelector('main [role=status][aria-label^=Reading], main .mantine-Skeleton-root') !== null;
  globalThis.csipSpeed = {
    shows,
    reading,
    /** From `from` until `holds` is true and on the screen. */
    async until(holds, from, what, limit = 20_000) {
      while (!holds()) {
        if (performance.now() - from > limit) throw new Error(`${what}: not within ${limit} ms`);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return painted(from);
    },
  };
}

export async function newContext(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  await context.addInitScript(watchPage);
  await context.request.get(url); // the sign-in cookie
  return context;
}

/**
 * Opens an address in a page of its own. `useful`: what the page is for is there (`shows`), `complete`: nothing on it is being
 * read any more; `paint`: the browser's first contentful paint.
 */
export async function load(context, address, shows) {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'commit' });
  const times = await page.evaluate(async (kind) => {
    const { until, shows, reading } = globalThis.csipSpeed;
    const useful = await until(shows[kind], 0, kind);
    const complete = await until(() => shows[kind]() && !reading(), 0, `all of ${kind}`);
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'));
    return { useful, complete, paint, scripts: scripts.map(({ name }) => name) };
  }, shows);
  return { page, ...times };
}
