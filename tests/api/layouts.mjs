// The home page, dashboards, summaries of views and the layouts in the schema: what they say is what the rows say.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, refused } from './client.mjs';

export async function layouts(server) {
  const get = async (path) => {
    const { status, body, text } = await ask(server, 'GET', path);
    assert.equal(status, 200, text);
    return body;
  };
  const schema = await get('/api/schema');
  const table = (name) => schema.tables.find((one) => one.name === name);
  const view = (name, owner) => table(owner).views.find((one) => one.name === name);
  const column = (owner, name) => table(owner).columns.find((one) => one.name === name).id;
  const rowsOf = async (owner, filter) => (await get(`/api/views/${table(owner).id}/rows?limit=1000&group=none&filter=${encodeURIComponent(filter)}`)).rows;
  const evaluate = async (formula) => (await ask(server, 'POST', '/api/formula/evaluate', { body: { formula } })).body.value;

  await check('layouts: what the schema names by id is there', () => {
    const { card } = view('CSM Command Center', 'Account_Master');
    assert.equal(card.gauge, column('Account_Master', 'Health_Score'));
    assert.deepEqual(card.actions.map(({ label }) => label), ['View Details', 'Log Engagement', 'Generate QBR']);
    assert.deepEqual([card.actions[1].add, card.actions[1].link], [table('Engagement_Log').id, column('Engagement_Log', 'Account')]);
    const { kanban } = view('Strategic Alignment Board', 'Strategic_Objectives');
    assert.deepEqual(kanban, { lanes: ['Not Started', 'Planning', 'In Progress', 'On Track', 'At Risk', 'Achieved'], controls: ['Board_Account'] });
    const { record } = table('Account_Master');
    assert.deepEqual(record.delta, { [column('Account_Master', 'Health_Score')]: column('Account_Master', 'Health_Score_Trend_30d') });
    for (const tab of record.tabs) {
      for (const { table: key, by, columns = [] } of tab.related ?? []) {
        const other = schema.tables.find(({ id }) => id === key);
        for (const id of [by, ...columns]) assert.ok(other.columns.some((one) => one.id === id), `${tab.title}: ${id}`);
      }
    }
    const ids = { view: schema.tables.flatMap(({ views }) => views), table: schema.tables, dashboard: schema.dashboards };
    const items = schema.navigation.flatMap((group) => group.items);
    assert.ok(items.length > 10);
    for (const { kind, id, title } of items) {
      assert.ok(title, id);
      if (kind !== 'page') assert.ok(ids[kind].some((one) => one.id === id), `${kind} ${id}`);
    }
  });

  await check('home: an account is there for every rule that holds for it or for a row of it, the heaviest first', async () => {
    const scope = schema.home.scopes.at(-1).view;
    const { items } = await get(`/api/home?scope=${scope}`);
    assert.ok(items.length > 0);
    const weights = items.map(({ weight }) => weight);
    assert.deepEqual(weights, weights.toSorted((a, b) => b - a));
    const gard = items.find(({ subject }) => subject.name === 'Gard AS');
    const has = (words) => gard.reasons.some(({ text }) => text.includes(words));
    const alerts = await rowsOf('Platform_Health_Metrics', 'IsNotBlank([Alert_Status]) AND [Account].[Account_Name] = "Gard AS"');
    for (const { name } of alerts) assert.ok(has(`${name} is critical`), name);
    const late = await rowsOf('Tasks', '[Days_Overdue] > 0 AND [Account].[Account_Name] = "Gard AS"');
    for (const { name } of late) assert.ok(has(name), name);
    const task = 'Call about the layouts';
    const written = await ask(server, 'POST', '/api/edits', {
      body: { actions: [{ write: { table: 'Tasks', cells: { Task_Name: task, Account: { rowId: gard.row }, Due_Date: '2020-01-01', Priority: 'High' } } }] },
    });
    const after = (await get(`/api/home?scope=${scope}`)).items.find(({ row }) => row === gard.row);
    const reason = after.reasons.find(({ text }) => text.includes(task));
    assert.deepEqual([reason.table, reason.row], [table('Tasks').id, written.body.inserted[0]]);
    assert.equal(after.weight, gard.weight + 20);
    await ask(server, 'POST', '/api/undo', { body: {} });
  });

  await check('home: mine are those of whom I say I am', async () => {
    const [mine] = schema.home.scopes;
    const gard = (await rowsOf('Account_Master', '[Account_Name] = "Gard AS"'))[0];
    const csm = gard.values[column('Account_Master', 'Customer_Success_Manager')];
    const own = await get(`/api/home?scope=${mine.view}&as=${csm.rowId}`);
    assert.ok(own.items.some(({ name }) => name === 'Gard AS'));
    assert.deepEqual((await get(`/api/home?scope=${mine.view}&as=all`)).items, []);
    await refused(server, 'GET', '/api/home?scope=nowhere', {}, 404);
  });

  await check('summaries: count, share and sums over the rows that are shown, with what they are about', async () => {
    const { id } = view('Strategic Alignment Board', 'Strategic_Objectives');
    const account = (await rowsOf('Account_Master', '[Account_Name] = "Gard AS"'))[0].id;
    for (const [query, extra] of [['', 'true'], [`&control.Board_Account=${account}`, '[Account].[Account_Name] = "Gard AS"']]) {
      const { summary, rows } = await get(`/api/views/${id}/rows?limit=1000${query}`);
      const status = column('Strategic_Objectives', 'Status');
      const value = column('Strategic_Objectives', 'Business_Value_USD');
      const sum = (list) => list.reduce((total, { values }) => total + (values[value] ?? 0), 0);
      const achieved = rows.filter(({ values }) => values[status] === 'Achieved');
      const risky = rows.filter(({ values }) => values[status] === 'At Risk');
      assert.deepEqual(summary.map(({ label }) => label), ['Objectives', 'Achieved', 'Total business value', 'Value at risk'], extra);
      assert.deepEqual(summary.map(({ value: shown }) => shown), [rows.length, (achieved.length / rows.length) * 100, sum(rows), sum(risky)], extra);
      assert.equal(summary[1].format.suffix, '%');
      assert.equal(summary[2].format.currency, 'USD');
      assert.equal(summary[3].filter, '[Status] = "At Risk"');
    }
  });

  await check('dashboards: tiles give what their formulas and rows give, under the controls that are set', async () => {
    const { id } = schema.dashboards.find(({ name }) => name === 'Platform_Health');
    const all = await get(`/api/dashboards/${id}`);
    const tile = (dashboard, title) => dashboard.sections.flatMap(({ tiles }) => tiles).find((one) => one.title === title);
    for (const { tiles } of all.sections) for (const { error, title } of tiles) assert.equal(error, undefined, title);
    assert.equal(tile(all, 'Overall health score').value, await evaluate('[Portfolio_Health_Score]'));
    assert.equal(tile(all, 'APIs in production').value, (await rowsOf('API_Portfolio', '[Environment] = "Production"')).length);
    const alerts = await rowsOf('Platform_Health_Metrics', 'IsNotBlank([Alert_Status])');
    assert.deepEqual([tile(all, 'Critical alerts').value, tile(all, 'Critical alerts').target], [alerts.length, 0]);
    const chart = tile(all, 'Metrics by category');
    const counted = chart.data.series.flatMap(({ values }) => values).reduce((total, n) => total + (n ?? 0), 0);
    assert.equal(counted, table('Platform_Health_Metrics').rowCount);
    const cells = Object.fromEntries(table('Account_Master').columns.filter(({ required }) => required).map(({ name, type, options }) => [name, options?.[0].name ?? { date: '2027-01-01', currency: 1, number: 1 }[type] ?? 'Nobody Ltd']));
    const made = await ask(server, 'POST', '/api/edits', { body: { actions: [{ write: { table: 'Account_Master', cells } }] } });
    assert.equal(made.status, 200, made.text);
    const one = await get(`/api/dashboards/${id}?control.Dashboard_Account=${made.body.inserted[0]}`);
    assert.equal(tile(one, 'APIs in production').value, 0);
    assert.equal(one.controls[0].value.rowId, made.body.inserted[0]);
    await ask(server, 'POST', '/api/undo', { body: {} });
    await refused(server, 'GET', '/api/dashboards/Platform_Helth', {}, 404, /did you mean `Platform_Health`/);
    await refused(server, 'GET', `/api/dashboards/${id}?control.Dashboard_Account=nowhere`, {}, 400, /no row `nowhere`/);
  });

  await check('dashboards: the rows of a tile are painted by its own formats', async () => {
    const { id } = schema.dashboards.find(({ name }) => name === 'Platform_Health');
    const { sections } = await get(`/api/dashboards/${id}`);
    const tiles = sections.flatMap((section) => section.tiles);
    const n = tiles.findIndex(({ kind }) => kind === 'table');
    const query = `limit=1000&group=none&columns=${tiles[n].columns.join(',')}&filter=${encodeURIComponent(tiles[n].filter)}`;
    const { rows } = await get(`/api/views/${tiles[n].view}/rows?${query}&tile=${id}/${n}`);
    const tone = { '🔴 Critical': 'red', '🟡 Needs Attention': 'yellow', '🟢 On Track': 'green' };
    assert.ok(rows.length > 0);
    for (const { values, styles } of rows) assert.equal(styles['*'].background, tone[values[column('Platform_Health_Metrics', 'Health_Status')]]);
    const plain = await get(`/api/views/${tiles[n].view}/rows?${query}`);
    assert.equal(plain.rows[0].styles['*'], undefined);
    await refused(server, 'GET', `/api/views/${tiles[n].view}/rows?tile=${id}/99`, {}, 400, /`tile`/);
  });
}
