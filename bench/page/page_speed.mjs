// How fast the page is in headless Chromium: first useful paint, switching views, scrolling, an edit and its neighbours.
//
//   node bench/page/page_speed.mjs DATA_FOLDER [--runs 5]
//
// DATA_FOLDER is a workspace (csip init, csip import); it is served by build/release/src/csip and edited. Prints one JSON
// object; medians of the runs, milliseconds. Needs tests/browser/node_modules (tools/npm_install.sh tests/browser).
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { launch } = await import(join(here, '../../tests/browser/browser.mjs'));
createRequire(import.meta.url);

const [data] = process.argv.slice(2);
if (!data) {
  console.error('usage: node bench/page/page_speed.mjs DATA_FOLDER [--runs 5]');
  process.exit(2);
}
const at = process.argv.indexOf('--runs');
const runs = at > 0 ? Number(process.argv[at + 1]) : 5;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value) => Math.round(value * 10) / 10;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const binary = process.env.CSIP_BINARY ?? join(here, '../../build/release/src/csip');
const server = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
const answers = async () => (await fetch(`${url}/api/health`).catch(() => undefined))?.ok;
while (!(await answers())) {
  if (server.exitCode !== null) throw new Error(`csip serve ended with ${server.exitCode}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

const browser = await launch();

/** A fresh profile that has the sign-in cookie and nothing in its cache. */
async function visit() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.request.get(url);
  return { context, page: await context.newPage() };
}

const cells = '[role="gridcell"]';

/** Time from the start of loading until the first cell of a grid is painted. */
async function firstPaint(path) {
  const { context, page } = await visit();
  await page.goto(url + path, { waitUntil: 'commit' });
  await page.waitForSelector(cells);
  const ms = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))));
  const contentful = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  await context.close();
  return { ms, contentful };
}

/** From the click on a view's link to its rows on the screen. */
async function switchView(page, id) {
  return page.evaluate(
    (view) =>
      new Promise((resolve, reject) => {
        const link = document.querySelector(`a[href*="${view}"]`);
        if (!link) return reject(new Error(`no link to ${view}`));
        const started = performance.now();
        link.click();
        const look = () => {
          const grid = document.querySelector(`[data-view="${view}"]`);
          if (grid?.querySelector('[role="gridcell"]')) resolve(performance.now() - started);
          else if (performance.now() - started > 10_000) reject(new Error(`${view} does not show`));
          else requestAnimationFrame(look);
        };
        look();
      }),
    id,
  );
}

async function scroll(page) {
  await page.evaluate(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });
  await page.mouse.move(800, 500);
  for (let i = 0; i < 150; ++i) {
    await page.mouse.wheel(0, i < 100 ? 96 : 4_000);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => ({ count: globalThis.longTasks.length, longest: Math.max(0, ...globalThis.longTasks) }));
}

const { tables } = await (async () => {
  const { context } = await visit();
  const answer = await (await context.request.get(`${url}/api/schema`)).json();
  await context.close();
  return answer;
})();
const largest = tables.filter(({ system }) => !system).sort((a, b) => b.rowCount - a.rowCount)[0];
const first = tables[0];
const pathOf = (view) => `/view/x~${view.id}`;

const paints = [];
for (let i = 0; i < runs; ++i) paints.push(await firstPaint(pathOf(first.views[0])));

const { page } = await visit();
await page.goto(url + pathOf(first.views[0]));
await page.waitForSelector(cells);
const switches = [];
const grids = first.views.filter(({ layout }) => layout === 'grid').slice(0, 4);
for (let i = 0; i < runs; ++i) for (const view of grids) switches.push(await switchView(page, view.id));

await page.goto(url + pathOf(largest.views[0]));
await page.waitForSelector(cells);
const scrolled = await scroll(page);

console.log(
  JSON.stringify({
    rows: largest.rowCount,
    first_cell_ms: rounded(median(paints.map(({ ms }) => ms))),
    first_contentful_paint_ms: rounded(median(paints.map(({ contentful }) => contentful))),
    view_switch_ms: rounded(median(switches)),
    view_switch_worst_ms: rounded(Math.max(...switches)),
    scroll_long_tasks: scrolled.count,
    scroll_longest_task_ms: rounded(scrolled.longest),
  }),
);
await browser.close();
server.kill();
