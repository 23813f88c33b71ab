// What a user does on a page that is open: switch the view, scroll, ask why, search. Each in a page of its own.
import { figures } from './figures.mjs';
import { load } from './visit.mjs';

const pathOf = (view) => `/view/x~${view.id}`;
const grids = (table) => table.views.filter(({ layout }) => layout === 'grid');
const largestOf = (tables) => [...tables].sort((a, b) => b.rowCount - a.rowCount)[0];

/** From the click on a view's tab to its rows on the screen; each view for the first time in its page, so that the server is asked. */
export async function switchSpeed({ context, server, schema, runs }) {
  const answer = {};
  for (const table of new Set([schema.tables[0], largestOf(schema.tables)])) {
    const [first, ...others] = grids(table);
    const times = Object.fromEntries(others.map(({ name }) => [name, []]));
    for (let run = 0; run <= runs; ++run) {
      const { page } = await load(context, server.url + pathOf(first), 'grid');
      for (const view of others) times[view.name].push(await page.evaluate(clickView, view.id));
      await page.close();
    }
    answer[table.name] = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, figures(list, 150)]));
  }
  return answer;
}

/** Runs in the page. */
async function clickView(view) {
  const { until, shows } = globalThis.csipSpeed;
  const link = [...document.querySelectorAll('main nav a')].find(({ href }) => href.includes(view));
  const before = document.querySelector('[role=grid], [role=treegrid]');
  const from = performance.now();
  link.click();
  // The old grid goes with its view; the new one is another element.
  return until(() => document.querySelector('[role=grid], [role=treegrid]') !== before && shows.grid(), from, view);
}

/** Wheels through the largest table: tasks over 50 ms, and how long a frame took. */
export async function scrollSpeed({ context, server, schema, runs }) {
  const table = largestOf(schema.tables);
  const longest = [];
  const frames = [];
  let count = 0;
  for (let run = 0; run <= runs; ++run) {
    const { page } = await load(context, server.url + pathOf(grids(table)[0]), 'grid');
    await page.evaluate(() => {
      const seen = { tasks: [], frames: [] };
      globalThis.csipScroll = seen;
      new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
      let last = performance.now();
      const frame = (now) => {
        seen.frames.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    await page.mouse.move(800, 500);
    // Line by line, then by leaps to rows that are not read yet.
    for (let i = 0; i < 150; ++i) {
      await page.mouse.wheel(0, i < 100 ? 96 : 4_000);
      await page.waitForTimeout(16);
    }
    const seen = await page.evaluate(() => globalThis.csipScroll);
    count += seen.tasks.length;
    longest.push(Math.max(0, ...seen.tasks));
    frames.push(...seen.frames.slice(1));
    await page.close();
  }
  return { table: table.name, rows: table.rowCount, long_tasks: count, longest_task: figures(longest, 50), frame: figures(frames) };
}

/** From Alt+Enter on a computed number of the first table to its explanation, and to all of the drawer: for one that a view shows,
 * and for the one with the longest formula. */
export async function explainSpeed(bench) {
  const [table] = bench.schema.tables;
  const named = (view) => view.columns.map((key) => table.columns.find(({ id, name }) => id === key || name === key));
  const isNumber = (column) => column?.computed && column.storage === 'number' && /[-+*/]/.test(column.formula);
  const numbers = table.columns.filter(isNumber).sort((a, b) => b.formula.length - a.formula.length);
  const shown = grids(table).flatMap(named).find(isNumber);
  const answer = {};
  for (const column of new Set([shown ?? numbers[0], numbers[0]])) answer[`${table.name}.${column.name}`] = await explainColumn(bench, table, column);
  return answer;
}

async function explainColumn({ context, server, runs }, table, column) {
  const explained = [];
  const complete = [];
  const columns = JSON.stringify([table.columns[0].id, column.id]);
  const { page } = await load(context, `${server.url}${pathOf(grids(table)[0])}?${new URLSearchParams({ columns })}`, 'grid');
  for (let run = 0; run <= runs; ++run) {
    await page.locator(`[role=row][aria-rowindex="${run + 2}"]:not([hidden]) > [role=gridcell]:not([hidden])`).last().click();
    const times = await page.evaluate(async () => {
      const { until } = globalThis.csipSpeed;
      const from = performance.now();
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', altKey: true, bubbles: true, cancelable: true }));
      const drawer = () => document.querySelector('[role=dialog]');
      const value = await until(() => drawer()?.querySelector('h3'), from, 'the explanation');
      const all = await until(() => !drawer()?.querySelector('[role=status], .mantine-Skeleton-root'), from, 'all of the explanation');
      return { value, all };
    });
    explained.push(times.value);
    complete.push(times.all);
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  }
  await page.close();
  return { opened: figures(explained, 300), complete: figures(complete) };
}

/** From Ctrl+K to the palette, and from a name that is pasted to its record in the list (90 ms of it the pause that waits for more). */
export async function paletteSpeed({ context, server, schema, runs, ask }) {
  const [table] = schema.tables;
  const { rows } = await ask(`/api/views/${table.id}/rows?limit=${runs + 1}&offset=100`);
  const opened = [];
  const found = [];
  const { page } = await load(context, `${server.url}${pathOf(grids(table)[0])}`, 'grid');
  for (const { name } of rows) {
    opened.push(
      await page.evaluate(async () => {
        const from = performance.now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }));
        return globalThis.csipSpeed.until(() => document.querySelector('[role=dialog] input'), from, 'the palette');
      }),
    );
    const input = page.locator('[role=dialog] input');
    await page.evaluate(() => {
      globalThis.csipTyped = new Promise((resolve) =>
        document.querySelector('[role=dialog] input').addEventListener('input', () => resolve(performance.now()), { once: true }),
      );
    });
    await input.fill(name);
    found.push(
      await page.evaluate(async (wanted) => {
        const from = await globalThis.csipTyped;
        return globalThis.csipSpeed.until(() => [...document.querySelectorAll('[role=dialog] .mantine-Spotlight-action')].some(({ innerText }) => innerText.includes(wanted)), from, wanted);
      }, name),
    );
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  }
  await page.close();
  return { opened: figures(opened), found: figures(found) };
}
