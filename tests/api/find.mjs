// What a person finds: records by their texts, functions of the language.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, doc, refused } from './client.mjs';

export async function find(server) {
  const get = async (path) => {
    const { status, body, text } = await ask(server, 'GET', path);
    assert.equal(status, 200, text);
    return body;
  };
  const search = async (q, more = '') => (await get(`/api/search?q=${encodeURIComponent(q)}${more}`)).items;
  const { tables } = await get('/api/schema');
  const idOf = (name) => tables.find((table) => table.name === name).id;

  await check('search: names first, then other texts; case and accents do not count', async () => {
    for (const q of ['Gard', 'gard', 'GÅRD', ' gard ']) {
      const [first] = await search(q);
      assert.deepEqual([first.table, first.row, first.name, first.text, first.where], [idOf('Account_Master'), 'i-1', 'Gard AS', 'Gard AS', 'name'], q);
    }
    const items = await search('gard', '&limit=200');
    const firstText = items.findIndex(({ where }) => where === 'text');
    assert.ok(firstText > 0, 'other texts hold the name too');
    assert.ok(items.slice(firstText).every(({ where }) => where === 'text'));
    assert.equal(new Set(items.map(({ table, row }) => `${table} ${row}`)).size, items.length, 'a record comes once');
    for (const { text } of items) assert.match(text, /g[aå]rd/i);
  });

  await check('search: sees what was just written, in one table, to a limit', async () => {
    const words = `Zwölf Boxkämpfer ${'x'.repeat(400)} jagen Viktor ${'y'.repeat(400)}`;
    const { body } = await ask(server, 'POST', '/api/edits', { body: { actions: [{ write: { table: 'Tasks', cells: { Task_Name: words } } }] } });
    const [task] = await search('boxkampfer', '&table=Tasks');
    assert.equal(task.row, body.inserted[0]);
    const [part] = await search('viktor', '&table=Tasks');
    assert.match(part.text, /^…x+ jagen Viktor y+…$/);
    assert.ok(part.text.length < 200, part.text);
    assert.deepEqual(await search('boxkampfer', '&table=People_Team'), []);
    assert.equal((await search('a', '&limit=3')).length, 3);
    await ask(server, 'DELETE', `${doc}/tables/Tasks/rows/${task.row}`);
    assert.deepEqual(await search('boxkampfer', '&table=Tasks'), []);
  });

  await check('search: a row id finds its row; nothing finds nothing', async () => {
    const metric = (await get(`${doc}/tables/Platform_Health_Metrics/rows?limit=1&useColumnNames=true`)).items[0];
    const id = metric.values.Metric_ID;
    assert.ok(id, 'metrics have row ids');
    for (const q of [id, id.toLowerCase()]) assert.ok((await search(q)).some(({ row, table }) => row === metric.id && table === idOf('Platform_Health_Metrics')), q);
    for (const q of ['', '  ', 'no such text anywhere']) assert.deepEqual(await search(q), [], q);
  });

  await check('search: what is wrong is said', async () => {
    await refused(server, 'GET', '/api/search?q=a&table=Acount_Master', {}, 404, /Account_Master/);
    await refused(server, 'GET', '/api/search?q=a&limit=0', {}, 400, /limit/);
    await refused(server, 'GET', '/api/search?q=a&limit=many', {}, 400, /limit/);
    await refused(server, 'GET', `/api/search?q=${'a'.repeat(201)}`, {}, 400, /`q`/);
  });

  await check('functions: all of them, with what an editor needs', async () => {
    const { items } = await get('/api/functions');
    assert.ok(items.length > 200, `${items.length} functions`);
    const condition = items.find(({ name }) => name === 'If');
    assert.equal(condition.family, 'Logic');
    assert.match(condition.signature, /^If\(condition, /);
    assert.equal(condition.parameters[0].kind, 'boolean');
    assert.ok(condition.parameters.some(({ optional }) => optional));
    assert.ok(Number.isInteger(condition.repeatFrom) && condition.parameters.some(({ repeated }) => repeated));
    for (const { name, summary, signature, examples } of items) {
      assert.ok(summary && signature.startsWith(`${name}(`) && examples.length > 0, name);
      const { status, body, text } = await ask(server, 'POST', '/api/formula/check', { body: { formula: examples[0].formula } });
      assert.equal(status, 200, text);
      assert.ok(Array.isArray(body.diagnostics));
    }
  });
}
