// Coda's API v1, reading: every operation with good and bad input.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { all, ask, coda, doc, refused } from './client.mjs';

const tables = '/docs/{docId}/tables';
const rowsOf = `${tables}/{tableIdOrName}/rows`;

export async function codaRead(server) {
  await check('whoami, docs, doc and page', async () => {
    const me = await coda(server, 'GET', '/whoami', '/whoami');
    assert.equal(me.tokenName, 'test');
    const docs = await coda(server, 'GET', '/docs', '/docs');
    assert.deepEqual(docs.items.map(({ id }) => id), ['csip']);
    assert.equal((await coda(server, 'GET', '/docs', '/docs?query=nothing-like-it')).items.length, 0);
    const found = await coda(server, 'GET', '/docs/{docId}', '/docs/csip');
    await coda(server, 'GET', '/docs/{docId}', `/docs/${encodeURIComponent(found.name)}`);
    await coda(server, 'GET', '/docs/{docId}/pages', '/docs/csip/pages');
    await coda(server, 'GET', '/docs/{docId}/pages/{pageIdOrName}', '/docs/csip/pages/canvas-csip');
    await refused(server, 'GET', '/apis/v1/docs/AbCDeFGH', {}, 404, /no doc `AbCDeFGH`/);
    await refused(server, 'GET', `${doc}/pages/none`, {}, 404);
  });

  await check('links name us as the client does, and https where a proxy ends TLS', async () => {
    const href = async (headers) => (await ask(server, 'GET', `${doc}`, { headers })).body.href;
    assert.equal(await href({}), `${server.url}${doc}`);
    assert.equal(await href({ 'X-Forwarded-Proto': 'https' }), `https://127.0.0.1:${server.port}${doc}`);
    assert.equal(await href({ 'X-Forwarded-Proto': 'javascript' }), `${server.url}${doc}`);
  });

  await check('tables and views, filtered in every spelling, page by page', async () => {
    const everything = await all(server, `${doc}/tables`, 500);
    const views = everything.filter(({ tableType }) => tableType === 'view');
    assert.ok(views.length > 30 && everything.length - views.length >= 18, `${views.length} of ${everything.length}`);
    assert.deepEqual(await all(server, `${doc}/tables`, 7), everything);
    for (const spelling of ['tableTypes=view', 'tableTypes[0]=view', 'tableTypes%5B0%5D=view', 'tableTypes=view&tableTypes=view']) {
      assert.deepEqual(await all(server, `${doc}/tables?${spelling}`, 100), views, spelling);
    }
    for (const spelling of ['tableTypes=table,view', 'tableTypes[0]=table&tableTypes[1]=view', 'tableTypes=table%2Cview']) {
      assert.equal((await all(server, `${doc}/tables?${spelling}`, 100)).length, everything.length, spelling);
    }
    const byName = (await all(server, `${doc}/tables?sortBy=name`, 100)).map(({ name }) => name.toLowerCase());
    assert.deepEqual(byName, byName.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    await coda(server, 'GET', tables, '/docs/csip/tables?limit=500');
    await refused(server, 'GET', `${doc}/tables?tableTypes=chart`, {}, 400, /table and view/);
    await refused(server, 'GET', `${doc}/tables?limit=0`, {}, 400, /limit/);
    await refused(server, 'GET', `${doc}/tables?pageToken=abc`, {}, 400, /pageToken/);
  });

  await check('a table and a view by id and by name', async () => {
    const one = await coda(server, 'GET', `${tables}/{tableIdOrName}`, '/docs/csip/tables/Account_Master');
    assert.equal(one.rowCount, 1);
    const same = await coda(server, 'GET', `${tables}/{tableIdOrName}`, `/docs/csip/tables/${one.id}?useUpdatedTableLayouts=true`);
    assert.deepEqual(same, one);
    const view = await coda(server, 'GET', `${tables}/{tableIdOrName}`, '/docs/csip/tables/Renewal%20Risk');
    assert.equal(view.tableType, 'view');
    assert.equal(view.parentTable.id, one.id);
    assert.equal(view.filter.valid, true);
    assert.equal(view.sorts[0].direction, 'ascending');
    await refused(server, 'GET', `${doc}/tables/Acount_Master`, {}, 404, /did you mean `Account_Master`/);
  });

  await check('columns: every kind has its format', async () => {
    const kinds = new Set();
    for (const table of await all(server, `${doc}/tables?tableTypes=table`, 100)) {
      const list = await coda(server, 'GET', `${tables}/{tableIdOrName}/columns`, `/docs/csip/tables/${table.id}/columns?limit=500`);
      assert.equal(list.items.filter(({ display }) => display).length, 1, table.name);
      for (const column of list.items) kinds.add(column.format.type);
    }
    for (const kind of ['text', 'canvas', 'number', 'currency', 'date', 'dateTime', 'checkbox', 'select', 'slider', 'email', 'lookup', 'attachments', 'person']) {
      assert.ok(kinds.has(kind), `${kind} is not among ${[...kinds]}`);
    }
    const columns = await all(server, `${doc}/tables/Account_Master/columns`, 9);
    const byName = Object.fromEntries(columns.map((column) => [column.name, column]));
    assert.equal(byName.ARR.format.currencyCode, 'USD');
    assert.ok(byName.Geography.format.options.some(({ name }) => name === 'EMEA'));
    assert.equal(byName.Customer_Success_Manager.format.table.name, 'People_Team');
    assert.equal(byName.Health_Score.calculated, true);
    assert.match(byName.Health_Score.formula, /0\.35/);
    const path = `${tables}/{tableIdOrName}/columns/{columnIdOrName}`;
    const one = await coda(server, 'GET', path, '/docs/csip/tables/Account_Master/columns/S%26P_Rating');
    assert.equal((await coda(server, 'GET', path, `/docs/csip/tables/Account_Master/columns/${one.id}`)).name, 'S&P_Rating');
    await refused(server, 'GET', `${doc}/tables/Account_Master/columns/Helth_Score`, {}, 404, /did you mean `Health_Score`/);
  });

  await check('rows: values in three formats', async () => {
    const path = '/docs/csip/tables/Account_Master/rows';
    const [simple] = (await coda(server, 'GET', rowsOf, `${path}?useColumnNames=true`)).items;
    const [arrays] = (await coda(server, 'GET', rowsOf, `${path}?useColumnNames=true&valueFormat=simpleWithArrays`)).items;
    const [rich] = (await coda(server, 'GET', rowsOf, `${path}?useColumnNames=true&valueFormat=rich`)).items;
    assert.equal(simple.name, 'Gard AS');
    assert.equal(typeof simple.values.ARR, 'number');
    assert.equal(typeof arrays.values.Health_Score, 'number');
    assert.match(simple.values.Renewal_Date, /^\d{4}-\d{2}-\d{2}$/);
    assert.deepEqual(rich.values.ARR, { '@context': 'http://schema.org', '@type': 'MonetaryAmount', currency: 'USD', amount: simple.values.ARR });
    assert.equal(rich.values.Account_Name, '```Gard AS```');
    const manager = rich.values.Customer_Success_Manager;
    assert.equal(manager['@type'], 'StructuredValue');
    assert.equal(manager.additionalType, 'row');
    assert.equal(manager.name, simple.values.Customer_Success_Manager);
    const people = (await coda(server, 'GET', rowsOf, '/docs/csip/tables/People_Team/rows?useColumnNames=true&valueFormat=simpleWithArrays')).items;
    const manager2 = people.find(({ id }) => id === manager.rowId);
    assert.deepEqual(manager2.values.Accounts_Assigned, ['Gard AS']);
    const text = (await coda(server, 'GET', rowsOf, '/docs/csip/tables/People_Team/rows?useColumnNames=true')).items;
    assert.equal(text.find(({ id }) => id === manager.rowId).values.Accounts_Assigned, 'Gard AS');
    for (const table of await all(server, `${doc}/tables?tableTypes=table`, 100)) {
      for (const format of ['simple', 'simpleWithArrays', 'rich']) {
        await coda(server, 'GET', rowsOf, `/docs/csip/tables/${table.id}/rows?limit=500&valueFormat=${format}`);
      }
    }
    await refused(server, 'GET', `/apis/v1${path}?valueFormat=fancy`, {}, 400, /valueFormat/);
  });

  await check('rows: queries find by column id and by quoted name', async () => {
    const path = `${doc}/tables/Platform_Health_Metrics/rows`;
    const every = await all(server, `${path}?useColumnNames=true`, 500);
    const wanted = every[3];
    const columns = await all(server, `${doc}/tables/Platform_Health_Metrics/columns`, 500);
    const id = columns.find(({ name }) => name === 'Metric_Name').id;
    const find = async (query) => (await all(server, `${path}?query=${encodeURIComponent(query)}`, 100)).map((row) => row.id);
    const same = every.filter(({ values }) => values.Metric_Name === wanted.values.Metric_Name).map((row) => row.id);
    assert.deepEqual(await find(`${id}:${JSON.stringify(wanted.values.Metric_Name)}`), same);
    assert.deepEqual(await find(`"Metric_Name":${JSON.stringify(wanted.values.Metric_Name)}`), same);
    const number = every.filter(({ values }) => values.Current_Value === wanted.values.Current_Value).map((row) => row.id);
    assert.deepEqual(await find(`"Current_Value":${wanted.values.Current_Value}`), number);
    const account = every.filter(({ values }) => values.Account === 'Gard AS').map((row) => row.id);
    assert.deepEqual(await find('"Account":"Gard AS"'), account);
    assert.deepEqual(await find('"Account":"i-1"'), account);
    assert.deepEqual(await find('"Metric_Name":"no such metric"'), []);
    for (const bad of ['x', '"Metric_Name"', '"Metric_Name', 'Metric_Name:', '"Metric_Name":{', '"Metric_Name":[1]', '"Metric_Name":NaN', ':1', '"No":1']) {
      await refused(server, 'GET', `${path}?query=${encodeURIComponent(bad)}`, {}, 400, /query/);
    }
  });

  await check('rows: pages hold while rows come and go', async () => {
    const path = `${doc}/tables/Account_Master_History/rows`;
    const every = (await all(server, path, 500)).map(({ id }) => id);
    assert.ok(every.length >= 50);
    assert.deepEqual((await all(server, path, 7)).map(({ id }) => id), every);
    const { body: clamped } = await ask(server, 'GET', `${path}?limit=100000`);
    assert.equal(clamped.items.length, Math.min(500, every.length));
    const { body: usual } = await ask(server, 'GET', path);
    assert.equal(usual.items.length, 25);
    // A token brings its own parameters: others are ignored.
    const second = await ask(server, 'GET', `${path}?pageToken=${usual.nextPageToken}&limit=3&valueFormat=nonsense`);
    assert.deepEqual(second.body.items.map(({ id }) => id), every.slice(25, 50));
    assert.ok(usual.nextPageLink.endsWith(usual.nextPageToken));
    // Rows given are deleted and others added between the pages: none is given twice, none left out.
    const columns = await all(server, `${doc}/tables/Account_Master_History/columns`, 100);
    const named = Object.fromEntries(columns.map(({ name, id }) => [name, id]));
    const add = { rows: [{ cells: [{ column: named.Account_ID, value: 'ACC-00001' }, { column: named.Date, value: '2020-01-01' }] }] };
    const added = (await coda(server, 'POST', rowsOf, '/docs/csip/tables/Account_Master_History/rows', { body: add })).addedRowIds;
    assert.equal(added.length, 1);
    let page = usual;
    const seen = page.items.map(({ id }) => id);
    await coda(server, 'DELETE', rowsOf, '/docs/csip/tables/Account_Master_History/rows', { body: { rowIds: seen.slice(0, 3) } });
    while (page.nextPageLink) {
      page = (await ask(server, 'GET', page.nextPageLink.slice(server.url.length))).body;
      seen.push(...page.items.map(({ id }) => id));
    }
    assert.deepEqual(seen, [...every, ...added]);
    for (const token of ['', 'x', '%7B%7D', usual.nextSyncToken, `${usual.nextPageToken}x`]) {
      if (token) await refused(server, 'GET', `${path}?pageToken=${token}`, {}, 400, /pageToken/);
    }
    await refused(server, 'GET', `${doc}/tables/Account_Master/rows?pageToken=${usual.nextPageToken}`, {}, 400, /pageToken/);
    for (const bad of ['0', '-1', 'ten', '1.5', 'NaN']) await refused(server, 'GET', `${path}?limit=${bad}`, {}, 400, /limit/);
  });

  await check('rows: orders', async () => {
    const path = `${doc}/tables/Platform_Health_Metrics/rows`;
    const before = await all(server, `${path}?sortBy=createdAt`, 500);
    await coda(server, 'PUT', `${rowsOf}/{rowIdOrName}`, `/docs/csip/tables/Platform_Health_Metrics/rows/${before[2].id}`, {
      body: { row: { cells: [{ column: 'Current_Value', value: 1 }] } },
    });
    const updated = (await all(server, `${path}?sortBy=updatedAt`, 3)).map(({ id }) => id);
    assert.equal(updated.at(-1), before[2].id);
    assert.deepEqual(updated.toSorted(), before.map(({ id }) => id).toSorted());
    await refused(server, 'GET', `${path}?sortBy=natural&visibleOnly=false`, {}, 400, /natural/);
    await refused(server, 'GET', `${path}?sortBy=name`, {}, 400, /sortBy/);
    const natural = await all(server, `${doc}/tables/Alerts/rows?sortBy=natural&useColumnNames=true`, 4);
    const shown = await all(server, `${doc}/tables/Alerts/rows?useColumnNames=true`, 500);
    assert.deepEqual(natural.map(({ id }) => id).toSorted(), shown.map(({ id }) => id).toSorted());
    assert.ok(shown.every(({ values }) => values.Alert_Status !== ''));
    const hidden = await all(server, `${doc}/tables/Alerts/rows?visibleOnly=false`, 500);
    assert.equal(hidden.length, before.length);
  });

  await check('a row by id and by name', async () => {
    const path = `${rowsOf}/{rowIdOrName}`;
    const byName = await coda(server, 'GET', path, '/docs/csip/tables/Account_Master/rows/Gard%20AS?useColumnNames=true&valueFormat=rich');
    const byId = await coda(server, 'GET', path, `/docs/csip/tables/Account_Master/rows/${byName.id}`);
    assert.equal(byId.parent.name, 'Account_Master');
    assert.equal(byId.href, byName.href);
    await refused(server, 'GET', `${doc}/tables/Account_Master/rows/i-99999`, {}, 404, /no row/);
    await refused(server, 'GET', `${doc}/tables/Account_Master/rows/i-99999999999999999999`, {}, 404, /no row/);
    const { body } = await ask(server, 'GET', `/apis/v1/resolveBrowserLink?url=${encodeURIComponent(byId.browserLink)}`);
    assert.equal(body.resource.id, byName.id);
    await refused(server, 'GET', '/apis/v1/resolveBrowserLink?url=nothing', {}, 400, /link/);
  });

  await check('formulas and controls', async () => {
    const list = await coda(server, 'GET', '/docs/{docId}/formulas', '/docs/csip/formulas');
    assert.ok(list.items.length > 0);
    for (const { id, name } of list.items) {
      const one = await coda(server, 'GET', '/docs/{docId}/formulas/{formulaIdOrName}', `/docs/csip/formulas/${id}`);
      assert.deepEqual(await coda(server, 'GET', '/docs/{docId}/formulas/{formulaIdOrName}', `/docs/csip/formulas/${name}`), one);
    }
    const { body } = await ask(server, 'GET', `${doc}/formulas/Portfolio_ARR`);
    assert.equal(body.value, 1850000);
    const controls = await coda(server, 'GET', '/docs/{docId}/controls', '/docs/csip/controls');
    for (const { id } of controls.items) await coda(server, 'GET', '/docs/{docId}/controls/{controlIdOrName}', `/docs/csip/controls/${id}`);
    await refused(server, 'GET', `${doc}/formulas/Portfolio_AR`, {}, 404, /did you mean `Portfolio_ARR`/);
    await refused(server, 'GET', `${doc}/controls/none`, {}, 404);
  });
}
