// From Enter on an edited number to itself, and to what is computed from it in the same row, on the screen; and pages that read it,
// opened right after it was changed.
import { figures } from './figures.mjs';
import { load } from './visit.mjs';

/** Pairs of a number that can be written and a column of its table that is computed from it, of the largest tables first. */
function pairsOf(tables) {
  return [...tables]
    .sort((a, b) => b.rowCount - a.rowCount)
    .flatMap((table) =>
      table.columns
        .filter(({ writable, storage, minimum, maximum }) => writable && storage === 'number' && minimum === undefined && maximum === undefined)
        .flatMap((source) =>
          table.columns.filter(({ computed, formula }) => computed && formula.includes(`[${source.name}]`)).map((target) => ({ table, source, target })),
        ),
    );
}

// The first column is the row number.
const cell = (line, column) => `[role=row][aria-rowindex="${line + 1}"]:not([hidden]) > [role=gridcell][aria-colindex="${column}"]:not([hidden])`;

/** Runs in the page: when the text of each cell is another than before; undefined for one that stays as it was. */
async function enter(cells) {
  const { until } = globalThis.csipSpeed;
  const from = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  const changed = ({ selector, before }) => {
    const text = document.querySelector(selector)?.innerText;
    return text !== undefined && text !== before;
  };
  return Promise.all(cells.map((cell) => until(() => changed(cell), from, cell.selector, 1_500).catch(() => undefined)));
}

/** Types numbers into the first row of a pair until `wanted` of them have changed what is computed; undefined where none does. */
async function timesOf({ context, server }, { table, source, target }, wanted) {
  const view = table.views.find(({ layout }) => layout === 'grid');
  if (!view) return undefined;
  const display = table.columns.find(({ name, id }) => name === table.display || id === table.display) ?? table.columns[0];
  const columns = [display, source, target].map(({ id }) => id);
  const { page } = await load(context, `${server.url}/view/x~${view.id}?${new URLSearchParams({ columns: JSON.stringify(columns) })}`, 'grid');
  const own = [];
  const times = [];
  let tries = 0;
  for (; times.length < wanted && tries < (times.length > 0 ? 4 * wanted : 4); ++tries) {
    await page.locator(cell(1, 3)).click();
    await page.keyboard.type(String([1, 100_000, 50][tries % 3]));
    // What the editor stands over has not changed yet.
    const cells = await Promise.all([3, 4].map(async (column) => ({ selector: cell(1, column), before: await page.locator(cell(1, column)).innerText() })));
    const [itself, neighbour] = await page.evaluate(enter, cells);
    if (itself !== undefined) own.push(itself);
    if (neighbour !== undefined) times.push(neighbour);
    await page.waitForTimeout(300);
  }
  for (; tries > 0; --tries) {
    await context.request.post(`${server.url}/api/undo`, { data: {}, headers: { Origin: server.url } });
  }
  await page.close();
  return times.length >= wanted ? { own, times } : undefined;
}

export async function editSpeed(bench) {
  const answer = {};
  const seen = new Set();
  for (const pair of pairsOf(bench.schema.tables)) {
    if (seen.has(pair.table) || pair.table.rowCount === 0) continue;
    const found = await timesOf(bench, pair, bench.runs + 1);
    if (!found) continue;
    seen.add(pair.table);
    answer[`${pair.table.name}: ${pair.source.name}`] = figures(found.own, 50);
    answer[`${pair.table.name}: ${pair.source.name} -> ${pair.target.name}`] = figures(found.times, 100);
    if (seen.size === 2) break;
  }
  return answer;
}

/** Pages of these kinds, each opened right after a number of the largest table was changed: nothing kept of it is of use. */
export async function afterEditSpeed({ context, server, schema, runs, ask }, pages) {
  const { table, source } = pairsOf(schema.tables)[0];
  const { rows } = await ask(`/api/views/${table.id}/rows?limit=${runs + 1}`);
  const answer = {};
  for (const [name, { path, shows }] of Object.entries(pages)) {
    const useful = [];
    for (const [run, { id }] of rows.entries()) {
      const data = { actions: [{ write: { table: table.id, row: id, cells: { [source.id]: 1_000 + run } } }] };
      await context.request.post(`${server.url}/api/edits`, { data, headers: { Origin: server.url } });
      const { page, ...times } = await load(context, server.url + path, shows);
      useful.push(times.useful);
      await page.close();
      await context.request.post(`${server.url}/api/undo`, { data: {}, headers: { Origin: server.url } });
    }
    answer[name] = figures(useful, 1_000);
  }
  return answer;
}
