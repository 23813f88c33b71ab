// Our own API: schema, formulas, explanations, history, overrides, views, the test clock, the API's description.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, cells, doc, refused } from './client.mjs';

export async function own(server) {
  const get = async (path) => {
    const { status, body, text } = await ask(server, 'GET', path);
    assert.equal(status, 200, text);
    return body;
  };
  const post = async (path, body, token) => ask(server, 'POST', path, { body, token });
  const account = async () => (await get(`${doc}/tables/Account_Master/rows/Gard%20AS?useColumnNames=true`)).values;

  await check('health is open to everyone, and nothing else', async () => {
    assert.equal((await ask(server, 'GET', '/api/health', { token: '' })).body.status, 'ok');
    assert.equal((await ask(server, 'GET', '/openapi.json', { token: '' })).status, 200);
    const { paths } = await get('/openapi.json');
    let tried = 0;
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (operation.security?.length === 0) continue;
        const at = path.replaceAll(/\{\w+\}/g, 'x');
        await refused(server, method.toUpperCase(), at, { token: '' }, 401, /token/);
        await refused(server, method.toUpperCase(), at, { token: '00000000-0000-4000-8000-000000000000' }, 401, /token/);
        const read = operation['x-scope'] !== 'read' && (await ask(server, method.toUpperCase(), at, { token: server.readToken, body: {} }));
        if (read) assert.equal(read.status, 403, `${method} ${path}: ${read.text}`);
        tried += 1;
      }
    }
    assert.ok(tried >= 30, `${tried} operations`);
  });

  await check('the description of the API is whole', async () => {
    const api = await get('/openapi.json');
    assert.equal(api.openapi, '3.1.0');
    const ids = new Set();
    const references = [...JSON.stringify(api).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    for (const name of references) assert.ok(api.components.schemas[name], `schema ${name} is missing`);
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const operation of Object.values(methods)) {
        assert.ok(!ids.has(operation.operationId), operation.operationId);
        ids.add(operation.operationId);
        assert.ok(operation.summary && operation.tags[0], path);
        const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        assert.deepEqual(operation.parameters.filter((p) => p.in === 'path').map((p) => p.name), wanted, path);
      }
    }
  });

  await check('schema: tables, columns, views', async () => {
    const schema = await get('/api/schema');
    const table = schema.tables.find(({ name }) => name === 'Account_Master');
    const score = table.columns.find(({ name }) => name === 'Health_Score');
    assert.equal(score.formulaType, 'number');
    assert.equal(score.writable, false);
    assert.match(score.formula, /Platform_Technical_Health/);
    assert.ok(table.columns.find(({ name }) => name === 'Renewal_Risk_Level').overridable);
    assert.ok(table.columns.find(({ name }) => name === 'Geography').options.length >= 3);
    const view = table.views.find(({ name }) => name === 'Renewal Risk');
    assert.match(view.filter, /Renewal_Risk_Level/);
    assert.deepEqual(view.sort, [{ column: 'Days_To_Renewal', descending: false }]);
  });

  await check('formula/check names the place and what was meant', async () => {
    const good = (await post('/api/formula/check', { formula: '[ARR] * 2', table: 'Account_Master' })).body;
    assert.equal(good.ok, true);
    assert.equal(good.type, 'number');
    assert.deepEqual(good.reads, [{ table: 'Account_Master', column: 'ARR' }]);
    const bad = (await post('/api/formula/check', { formula: '"😀" & [Helth_Score]', table: 'Account_Master' })).body;
    assert.equal(bad.ok, false);
    assert.match(bad.diagnostics[0].message, /Health_Score/);
    assert.equal('"😀" & [Helth_Score]'.slice(bad.diagnostics[0].begin, bad.diagnostics[0].end), '[Helth_Score]');
    assert.equal((await post('/api/formula/check', { formula: '' })).body.ok, false);
    assert.equal((await post('/api/formula/check', { formula: '('.repeat(20_000) })).body.ok, false);
    for (const body of [{}, [], 'x', { formula: 7 }, { formula: '1', table: 'None' }, { formula: '1', table: 3 }, { formula: '1', row: 'i-1' }]) {
      const answer = await post('/api/formula/check', body);
      assert.ok(answer.status === 400 || answer.status === 404, answer.text);
    }
  });

  await check('formula/evaluate gives the value or the error', async () => {
    const value = async (formula, more = {}) => (await post('/api/formula/evaluate', { formula, ...more })).body;
    assert.equal((await value('1 + 2')).value, 3);
    assert.deepEqual((await value('[Account_Master].[Account_Name]')).value, ['Gard AS']);
    assert.equal((await value('[Health_Score]', { table: 'Account_Master', row: 'Gard AS' })).value, (await account()).Health_Score);
    assert.equal((await value('1 / 0')).blankBecause, 'division by zero');
    assert.equal((await value('ToNumber("x")')).error.code, '#VALUE');
    const started = Date.now();
    const bomb = await value('Sum(Sequence(1, 1000000000000))');
    assert.equal(bomb.error.code, '#LIMIT');
    assert.ok(Date.now() - started < 5000);
    await refused(server, 'POST', '/api/formula/evaluate', { body: { formula: '1 +' } }, 400);
    await refused(server, 'POST', '/api/formula/evaluate', { body: { formula: '1', table: 'Account_Master', row: 'None' } }, 404);
  });

  await check('explain: the parts add up to the value', async () => {
    const explained = await get('/api/explain?table=Account_Master&row=Gard%20AS&column=Health_Score');
    assert.equal(explained.inputs.length, 4);
    assert.match(explained.logBegins, /^\d{4}-\d{2}-\d{2}$/);
    const sum = explained.contributions.reduce((total, part) => total + part.value, 0);
    assert.ok(Math.abs(sum - explained.computed) < 1e-9, `${sum} is not ${explained.computed}`);
    const deeper = await get('/api/explain?table=Account_Master&row=i-1&column=Platform_Technical_Health');
    assert.ok(deeper.aggregates[0].rows.length > 0);
    assert.equal(deeper.aggregates[0].rows.length, deeper.aggregates[0].values.length);
    await get('/api/explain?table=Account_Master&row=i-1&column=ARR');
    const risk = await get('/api/explain?table=Account_Master&row=i-1&column=Renewal_Risk_Level');
    const taken = risk.conditions.filter((condition) => condition.taken);
    assert.ok(risk.conditions.length > 0 && taken.length <= 1, JSON.stringify(risk.conditions));
    assert.ok(risk.conditions.every(({ text, terms }) => terms.length > 0 && terms.every((term) => text.includes(term.text))));
    await refused(server, 'GET', '/api/explain', {}, 400, /table/);
    await refused(server, 'GET', '/api/explain?table=Account_Master&row=i-1&column=None', {}, 404);
  });

  await check('explain: a formula that is no column', async () => {
    const explain = (query) => get(`/api/explain?${new URLSearchParams(query)}`);
    const named = await explain({ formula: '[Portfolio_ARR]' });
    assert.match(named.formula, /Sum/);
    assert.equal(named.contributions.reduce((sum, part) => sum + part.value, 0), named.computed);
    assert.equal(named.contributions[0].cell.column, 'ARR');
    const ofRow = await explain({ formula: '[ARR] / 0', table: 'Account_Master', row: 'i-1' });
    assert.equal(ofRow.causes[0].text, '0');
    assert.match(ofRow.causes[0].words, /divided/);
    const account = await explain({ formula: '[Board_Account].[ARR]', 'control.Board_Account': 'i-1' });
    assert.deepEqual(account.inputs.find(({ text }) => text === '[Board_Account]').value, { rowId: 'i-1', name: 'Gard AS' });
    assert.equal(account.inputs[0].cell.row, 'i-1');
    await refused(server, 'GET', '/api/explain?formula=1%20%2B', {}, 400);
    await refused(server, 'GET', '/api/explain?formula=1&row=i-1', {}, 400, /table/);
  });

  await check('history: who, when, why, from what to what', async () => {
    const row = `${doc}/tables/Account_Master/rows/i-1`;
    const before = (await account()).Employee_Count;
    assert.equal((await ask(server, 'PUT', row, { body: { row: cells({ Employee_Count: 701 }) } })).status, 202);
    const { items } = await get('/api/history?table=Account_Master&row=i-1&column=Employee_Count&limit=1');
    assert.equal(items[0].before, before);
    assert.equal(items[0].after, 701);
    assert.match(items[0].actor, /^token:/);
    assert.equal(items[0].cause, 'api');
    assert.ok(Math.abs(Date.parse(items[0].time) - Date.parse('2026-11-22T12:00:00Z')) < 600_000, items[0].time);
    await ask(server, 'PUT', row, { body: { row: cells({ Employee_Count: before }) } });
    const later = await get(`/api/history?table=Account_Master&after=${items[0].sequence}`);
    assert.ok(later.items.some(({ after, columnName }) => columnName === 'Employee_Count' && after === before));
    assert.ok(later.items.every(({ sequence }) => sequence > items[0].sequence));
    await get('/api/history?table=Account_Master&row=i-4242');
    await refused(server, 'GET', '/api/history?row=i-1', {}, 400, /table/);
    await refused(server, 'GET', '/api/history?limit=none', {}, 400, /limit/);
  });

  await check('overrides: a value stands before the computed one until it is cleared', async () => {
    const cell = { table: 'Account_Master', row: 'Gard AS', column: 'Renewal_Risk_Level' };
    const computed = (await account()).Renewal_Risk_Level;
    const set = await post('/api/overrides', { ...cell, value: 'Critical', reason: 'sponsor left' });
    assert.equal(set.status, 200, set.text);
    assert.equal((await account()).Renewal_Risk_Level, 'Critical');
    const explained = await get('/api/explain?table=Account_Master&row=i-1&column=Renewal_Risk_Level');
    assert.equal(explained.overridden, true);
    assert.equal(explained.computed, computed);
    const cleared = await ask(server, 'DELETE', `/api/overrides?${new URLSearchParams(cell)}`);
    assert.equal(cleared.status, 200, cleared.text);
    assert.equal((await account()).Renewal_Risk_Level, computed);
    await refused(server, 'POST', '/api/overrides', { body: { ...cell, value: 'Critical' } }, 400, /reason/);
    await refused(server, 'POST', '/api/overrides', { body: { ...cell, reason: 'x' } }, 400, /value/);
    await refused(server, 'POST', '/api/overrides', { body: { ...cell, value: 1, reason: 'x', expiresAt: 'soon' } }, 400, /expiresAt/);
    await refused(server, 'POST', '/api/overrides', { body: { ...cell, column: 'ARR', value: 1, reason: 'x' } }, 400, /ARR/);
    await refused(server, 'DELETE', '/api/overrides?table=Account_Master', {}, 400, /row/);
  });

  await check('the rows of a view: order, styles, and unchanged for whoever has them', async () => {
    const path = '/api/views/Renewal%20Risk/rows';
    const first = await ask(server, 'GET', path);
    assert.equal(first.status, 200, first.text);
    const schema = await get('/api/schema');
    const column = schema.tables.find(({ name }) => name === 'Account_Master').columns.find(({ name }) => name === 'Renewal_Risk_Level');
    for (const row of first.body.rows) {
      assert.ok(['Critical', 'At Risk'].includes(row.values[column.id]));
      assert.ok(row.styles[column.id].background || row.styles[column.id].color);
    }
    assert.equal(first.body.total, first.body.rows.length);
    const again = await ask(server, 'GET', path, { headers: { 'If-None-Match': first.headers.get('etag') } });
    assert.equal(again.status, 304);
    const sorted = await get('/api/views/Platform_Health_Metrics/rows?sort=-Current_Value&limit=5');
    const id = schema.tables.find(({ name }) => name === 'Platform_Health_Metrics').columns.find(({ name }) => name === 'Current_Value').id;
    const numbers = sorted.rows.map(({ values }) => values[id]);
    assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a));
    const filtered = await get(`/api/views/Platform_Health_Metrics/rows?filter=${encodeURIComponent('[Current_Value] > 50')}`);
    assert.ok(filtered.rows.length < filtered.total + 1 && filtered.rows.every(({ values }) => values[id] > 50));
    await refused(server, 'GET', '/api/views/None/rows', {}, 404);
    await refused(server, 'GET', '/api/views/Account_Master/rows?sort=None', {}, 400, /None/);
    await refused(server, 'GET', `/api/views/Account_Master/rows?filter=${encodeURIComponent('[None] = 1')}`, {}, 400, /None/);
    await refused(server, 'GET', '/api/views/Account_Master/rows?limit=-3', {}, 400, /limit/);
  });

  await check('the test clock: a new day recomputes what depends on it', async () => {
    const before = (await account()).Days_To_Renewal;
    await refused(server, 'POST', '/api/test/clock', { body: { advanceSeconds: 86400 } }, 403, /admin/);
    const moved = await post('/api/test/clock', { advanceSeconds: 86400 }, server.adminToken);
    assert.equal(moved.status, 200, moved.text);
    assert.equal((await account()).Days_To_Renewal, before - 1);
    for (const body of [{}, { now: 'tomorrow' }, { advanceSeconds: 'x' }, { advanceSeconds: 1e300 }, { now: '9999-12-31T00:00:00Z' }]) {
      await refused(server, 'POST', '/api/test/clock', { body, token: server.adminToken }, 400);
    }
    const back = await post('/api/test/clock', { now: '2026-11-22T12:00:00Z' }, server.adminToken);
    assert.equal(back.status, 200, back.text);
    assert.equal((await account()).Days_To_Renewal, before);
  });
}
