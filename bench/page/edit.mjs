// From Enter on an edited number to what is computed from it in the same row, on the screen.
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

/** Runs in the page: the text of a cell once it is another than before. */
async function neighbour({ selector, before }) {
  const { until } = globalThis.csipSpeed;
  const from = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  const text = () => document.querySelector(selector)?.innerText;
  try {
    return await until(() => text() !== undefined && text() !== before, from, 'the neighbour', 1_500);
  } catch {
    return undefined; // this edit leaves it as it was
  }
}

/** Types numbers into the first row of a pair until `wanted` of them have changed what is computed; undefined where none does. */
async function timesOf({ context, server }, { table, source, target }, wanted) {
  const view = table.views.find(({ layout }) => layout === 'grid');
  if (!view) return undefined;
  const display = table.columns.find(({ name, id }) => name === table.display || id === table.display) ?? table.columns[0];
  const columns = [display, source, target].map(({ id }) => id);
  const { page } = await load(context, `${server.url}/view/x~${view.id}?${new URLSearchParams({ columns: JSON.stringify(columns) })}`, 'grid');
  const times = [];
  let tries = 0;
  for (; times.length < wanted && tries < (times.length > 0 ? 4 * wanted : 4); ++tries) {
    await page.locator(cell(1, 3)).click();
    await page.keyboard.type(String([1, 100_000, 50][tries % 3]));
    const before = await page.locator(cell(1, 4)).innerText();
    const took = await page.evaluate(neighbour, { selector: cell(1, 4), before });
    if (took !== undefined) times.push(took);
    await page.waitForTimeout(300);
  }
  for (; tries > 0; --tries) {
    await context.request.post(`${server.url}/api/undo`, { data: {}, headers: { Origin: server.url } });
  }
  await page.close();
  return times.length >= wanted ? times : undefined;
}

export async function editSpeed(bench) {
  const answer = {};
  const seen = new Set();
  for (const pair of pairsOf(bench.schema.tables)) {
    if (seen.has(pair.table) || pair.table.rowCount === 0) continue;
    const times = await timesOf(bench, pair, bench.runs + 1);
    if (!times) continue;
    seen.add(pair.table);
    answer[`${pair.table.name}: ${pair.source.name} -> ${pair.target.name}`] = figures(times, 100);
    if (seen.size === 2) break;
  }
  return answer;
}
