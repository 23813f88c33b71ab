// The client of Coda's API that comes with @codahq/packs-sdk, generated from Coda's contract: every operation we serve.
import assert from 'node:assert/strict';

import external from '@codahq/packs-sdk/dist/helpers/external-api/coda.js';

import { check } from '../browser/checks.mjs';

const { Client, FetchTransport, isResponseError } = external;
const cells = (values) => ({ cells: Object.entries(values).map(([column, value]) => ({ column, value })) });

// Which operations of ours the client was made to call.
class Recorder {
  constructor(options, used) {
    this.transport = new FetchTransport(options);
    this.used = used;
  }

  makeRequest(request) {
    this.used.add(request.operationId);
    return this.transport.makeRequest(request);
  }
}

async function refused(promise, status, words) {
  try {
    await promise;
  } catch (error) {
    assert.ok(isResponseError(error), error);
    assert.equal(error.response.status, status);
    assert.match((await error.response.json()).message, words);
    return;
  }
  assert.fail(`should have been refused with ${status}`);
}

async function reads(client, at) {
  await check(`packs-sdk client: who, document, page${at.words}`, async () => {
    const me = await client.whoami();
    assert.equal(me.type, 'user');
    const { items } = await client.listDocs({ query: 'csip', limit: 10 });
    assert.equal(items[0].id, 'csip');
    const doc = await client.getDoc(items[0].id);
    assert.equal(doc.name, items[0].name);
    const pages = await client.listPages('csip', { limit: 5 });
    const page = await client.getPage('csip', pages.items[0].id);
    assert.equal(page.type, 'page');
    await refused(client.getDoc('nothing'), 404, /nothing/);
  });

  await check(`packs-sdk client: tables, views, columns, page by page${at.words}`, async () => {
    const all = [];
    let pageToken;
    do {
      const page = await client.listTables('csip', { limit: 20, tableTypes: ['table', 'view'], sortBy: 'name', pageToken });
      all.push(...page.items);
      pageToken = page.nextPageToken;
    } while (pageToken);
    assert.ok(all.length > 48, `${all.length}`);
    const views = all.filter(({ tableType }) => tableType === 'view');
    assert.equal((await client.listTables('csip', { tableTypes: ['view'], limit: 100 })).items.length, views.length);
    for (const { id } of [all[0], views[0]]) {
      const table = await client.getTable('csip', id, { useUpdatedTableLayouts: true });
      assert.equal(table.id, id);
    }
    for (const { id } of all.filter(({ tableType }) => tableType === 'table')) {
      const { items } = await client.listColumns('csip', id, { limit: 100, visibleOnly: false });
      assert.ok(items.length > 1);
    }
    const column = await client.getColumn('csip', 'Account_Master', 'Health_Score');
    assert.equal(column.calculated, true);
    assert.equal(column.format.type, 'number');
    await refused(client.getTable('csip', 'Acount_Master'), 404, /Account_Master/);
    await refused(client.getColumn('csip', 'Account_Master', 'Helth_Score'), 404, /Health_Score/);
  });

  await check(`packs-sdk client: rows of every table in every format${at.words}`, async () => {
    const { items: tables } = await client.listTables('csip', { tableTypes: ['table'], limit: 100 });
    for (const { id } of tables) {
      for (const valueFormat of ['simple', 'simpleWithArrays', 'rich']) {
        await client.listRows('csip', id, { valueFormat, useColumnNames: true, limit: 500, visibleOnly: false });
      }
    }
    const { items } = await client.listRows('csip', 'Account_Master', { query: '"Account_Name":"Gard AS"', useColumnNames: true });
    assert.equal(items.length, 1);
    const row = await client.getRow('csip', 'Account_Master', 'Gard AS', { useColumnNames: true, valueFormat: 'rich' });
    assert.equal(row.id, items[0].id);
    assert.equal(row.values.ARR['@type'], 'MonetaryAmount');
    const metrics = [];
    let pageToken;
    do {
      const page = await client.listRows('csip', 'Platform_Health_Metrics', { limit: 3, sortBy: 'natural', pageToken });
      metrics.push(...page.items);
      pageToken = page.nextPageToken;
    } while (pageToken);
    const whole = await client.listRows('csip', 'Platform_Health_Metrics', { limit: 500, sortBy: 'natural' });
    assert.deepEqual(metrics, whole.items);
    const changed = await client.listRows('csip', 'Platform_Health_Metrics', { syncToken: whole.nextSyncToken });
    assert.deepEqual(changed.items, []);
    await refused(client.listRows('csip', 'Account_Master', { query: 'nonsense' }), 400, /query/);
    await refused(client.getRow('csip', 'Account_Master', 'Nobody'), 404, /Nobody/);
  });

  await check(`packs-sdk client: formulas, controls, links${at.words}`, async () => {
    for (const [list, get] of [['listFormulas', 'getFormula'], ['listControls', 'getControl']]) {
      const { items } = await client[list]('csip', { limit: 50, sortBy: 'name' });
      for (const { id, name } of items) assert.equal((await client[get]('csip', id)).name, name);
      await refused(client[get]('csip', 'Nothing'), 404, /Nothing/);
    }
    const { browserLink } = await client.getTable('csip', 'Account_Master');
    const { resource } = await client.resolveBrowserLink(browserLink, { degradeGracefully: true });
    assert.equal(resource.name, 'Account_Master');
  });
}

async function writes(client, reader, at) {
  const table = 'Engagement_Log';
  const good = { Engagement_Date: '2026-11-20', Engagement_Type: 'QBR', Sentiment: 'Positive', Account: 'Gard AS' };
  const read = (id) => client.getRow('csip', table, id, { useColumnNames: true });

  await check(`packs-sdk client: insert, upsert, update, delete${at.words}`, async () => {
    const added = await client.upsertRows('csip', table, {}, { rows: [cells({ ...good, Notes: 'one' }), cells({ ...good, Notes: 'two' })] });
    assert.equal(added.addedRowIds.length, 2);
    assert.equal((await client.getMutationStatus(added.requestId)).completed, true);
    const [one, two] = added.addedRowIds;
    const rows = [cells({ ...good, Notes: 'one', Relationship_Depth_Score: 7 })];
    const upserted = await client.upsertRows('csip', table, { disableParsing: true }, { rows, keyColumns: ['Notes'] });
    assert.equal((await client.getMutationStatus(upserted.requestId)).completed, true);
    assert.equal((await read(one)).values.Relationship_Depth_Score, 7);
    const updated = await client.updateRow('csip', table, two, {}, { row: cells({ Notes: 'two, later' }) });
    assert.equal(updated.id, two);
    assert.equal((await read(two)).values.Notes, 'two, later');
    assert.equal((await client.deleteRow('csip', table, one)).id, one);
    const gone = await client.deleteRows('csip', table, {}, { rowIds: [two] });
    assert.deepEqual(gone.rowIds, [two]);
    await refused(read(one), 404, /row/);
    await refused(read(two), 404, /row/);
  });

  await check(`packs-sdk client: what is refused keeps its words${at.words}`, async () => {
    await refused(client.upsertRows('csip', table, {}, { rows: [cells({ Nonsense: 1 })] }), 400, /Nonsense/);
    await refused(client.updateRow('csip', 'Account_Master', 'Gard AS', {}, { row: cells({ Health_Score: 99 }) }), 400, /Health_Score/);
    await refused(client.pushButton('csip', 'Account_Master', 'Gard AS', 'ARR'), 400, /no button/);
    await refused(client.getMutationStatus('nothing'), 404, /requestId/);
    await refused(reader.upsertRows('csip', table, {}, { rows: [cells(good)] }), 403, /write/);
  });
}

export async function packsClient(at) {
  const used = new Set();
  const client = new Client(new Recorder({ apiToken: at.token, protocolAndHost: at.url }, used));
  await reads(client, at);
  await writes(client, new Client({ apiToken: at.readToken, protocolAndHost: at.url }), at);
  await check(`packs-sdk client: every operation of Coda's that we serve was called${at.words}`, async () => {
    const { paths } = await (await fetch(`${at.origin}/openapi.json`)).json();
    const served = Object.entries(paths)
      .filter(([path]) => path.startsWith('/apis/v1/'))
      .flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId));
    assert.ok(served.length >= 22, `${served}`);
    assert.deepEqual(served.filter((id) => !used.has(id) && client[id]), []);
  });
}
