// How fast the page is in headless Chromium, as one JSON object: every page opened with an empty browser cache and again with a
// warm one, views switched, a long grid scrolled, a cell edited, pages opened right after an edit, a number explained, the palette asked.
//
//   node bench/page/page_speed.mjs DATA_FOLDER [--runs 7] [--clock 2026-11-22T09:30:00Z] [--only pages,switch,scroll,edit,after,explain,palette]
//
// DATA_FOLDER is a workspace (csip init, csip import) of the blueprint of any product. It is served by build/release/src/csip
// (CSIP_BINARY names another) and edited; every edit is put back. All times are milliseconds as the browser has them, from the
// start of loading, or from the click or key, to the frame after the one in which the thing was there. `first_ms` is the first
// run after the server's start, which finds its caches empty; the other figures are of the runs after it.
//
// Needs tests/browser/node_modules (tools/npm_install.sh tests/browser) and Chromium.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launch } from '../../tests/browser/browser.mjs';
import { afterEditSpeed, editSpeed } from './edit.mjs';
import { figures } from './figures.mjs';
import { explainSpeed, paletteSpeed, scrollSpeed, switchSpeed } from './acts.mjs';
import { serve } from './server.mjs';
import { load, newContext } from './visit.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const [data] = process.argv.slice(2);
if (!data || data.startsWith('--')) {
  console.error('usage: node bench/page/page_speed.mjs DATA_FOLDER [--runs N] [--clock TIME] [--only PART,PART]');
  process.exit(2);
}
const runs = Number(option('runs', '7'));
const parts = option('only', 'pages,switch,scroll,edit,after,explain,palette').split(',');
const here = dirname(fileURLToPath(import.meta.url));

const server = await serve(process.env.CSIP_BINARY ?? join(here, '../../build/release/src/csip'), data, option('clock'));
const browser = await launch();
const context = await newContext(browser, server.url);
const ask = async (path) => (await context.request.get(server.url + path)).json();

/** The pages that are promised to be quick, each with what it is for. */
function pagesOf({ tables, dashboards, home }, row) {
  const views = tables.flatMap((table) => table.views.map((view) => ({ table, view })));
  const ofLayout = (layout) => views.filter(({ view }) => view.layout === layout).sort((a, b) => b.table.rowCount - a.table.rowCount)[0];
  const largest = [...tables].sort((a, b) => b.rowCount - a.rowCount)[0];
  const pages = {};
  for (const { label, view } of home?.scopes ?? []) pages[`home ${label}`] = { path: `/?scope=${view}`, shows: 'home' };
  for (const { id, name } of dashboards ?? []) pages[`dashboard ${name}`] = { path: `/dashboard/x~${id}`, shows: 'dashboard' };
  const board = ofLayout('kanban');
  if (board) pages[`board ${board.view.name}`] = { path: `/view/x~${board.view.id}`, shows: 'board' };
  pages[`record ${tables[0].name}`] = { path: `/record/x~${tables[0].id}/${row}`, shows: 'record' };
  for (const table of new Set([tables[0], largest])) {
    const grid = table.views.find(({ layout }) => layout === 'grid');
    pages[`grid ${table.name}`] = { path: `/view/x~${grid.id}`, shows: 'grid' };
  }
  return pages;
}

/** A person with as many rows in the narrowest scope of the home page as possible, of those tried: "mine" is to show something. */
async function becomeSomebody({ home }) {
  const people = await ask('/api/people');
  let best;
  for (const { id } of (people.items ?? []).slice(0, 200)) {
    const { total } = await ask(`/api/views/${home?.scopes[0]?.view}/rows?limit=0&as=${id}`);
    if (!best || total > best.total) best = { id, total };
  }
  if (best) await context.request.put(`${server.url}/api/me`, { data: { person: best.id }, headers: { Origin: server.url } });
  return best;
}

async function pageSpeed(pages) {
  const answer = {};
  for (const [name, { path, shows }] of Object.entries(pages)) {
    const cold = [];
    const warm = [];
    for (let run = 0; run <= runs; ++run) {
      const fresh = await newContext(browser, server.url);
      await fresh.addCookies(await context.cookies());
      for (const list of [cold, warm]) {
        const { page, ...times } = await load(fresh, server.url + path, shows);
        list.push(times);
        await page.close();
      }
      await fresh.close();
    }
    const of = (list, what, target) => figures(list.map((times) => times[what]), target);
    const scripts = await Promise.all(cold[0].scripts.map(async (url) => gzipSync(await (await context.request.get(url)).body(), { level: 9 }).length));
    answer[name] = {
      useful: of(cold, 'useful', 1000),
      complete: of(cold, 'complete'),
      useful_warm: of(warm, 'useful'),
      complete_warm: of(warm, 'complete'),
      first_contentful_paint: of(cold, 'paint'),
      scripts_gzip_kb: Math.round(scripts.reduce((sum, size) => sum + size, 0) / 102.4) / 10,
    };
  }
  return answer;
}

const schema = await ask('/api/schema');
const person = await becomeSomebody(schema);
const { rows } = await ask(`/api/views/${schema.tables[0].id}/rows?limit=1`);
const bench = { browser, context, server, schema, runs, ask };
const result = { rows: Object.fromEntries(schema.tables.map(({ name, rowCount }) => [name, rowCount])), mine: person?.total };
// What the page needs before it knows which page it is.
const html = await (await context.request.get(server.url)).text();
const initial = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path);
const sizes = await Promise.all(initial.map(async (path) => gzipSync(await (await context.request.get(server.url + path)).body(), { level: 9 }).length));
result.initial_scripts = { target_kb: 350, gzip_kb: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 102.4) / 10 };
const speeds = {
  pages: () => pageSpeed(pagesOf(schema, rows[0].id)),
  switch: () => switchSpeed(bench),
  scroll: () => scrollSpeed(bench),
  edit: () => editSpeed(bench),
  after: () => afterEditSpeed(bench, Object.fromEntries(Object.entries(pagesOf(schema, rows[0].id)).filter(([, { shows }]) => shows === 'home' || shows === 'dashboard'))),
  explain: () => explainSpeed(bench),
  palette: () => paletteSpeed(bench),
};
try {
  for (const [part, measure] of Object.entries(speeds)) {
    if (!parts.includes(part)) continue;
    console.error(`page_speed: ${part}`);
    // What cannot be measured says so; the other figures are worth having.
    result[part] = await measure().catch((error) => ({ error: String(error) }));
  }
  console.log(JSON.stringify(result, null, 1));
} finally {
  await browser.close();
  await server.stop();
}
