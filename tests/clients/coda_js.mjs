// coda-js, a client of Coda's API that others wrote: every operation it has.
import assert from 'node:assert/strict';

import codaJsPackage from 'coda-js';

import { check } from '../browser/checks.mjs';

const { BadRequestError, Coda, ForbiddenError, NotFoundError, UnauthorizedError } = codaJsPackage;

// Its address of the API is a constant of the package. The axios instance inside takes another one.
function connect(at, token = at.token) {
  const coda = new Coda(token);
  coda.API._axiosInstance.defaults.baseURL = `${at.url}/apis/v1`;
  return coda;
}

export async function codaJs(at) {
  const coda = connect(at);
  const good = { Engagement_Date: '2026-11-20', Engagement_Type: 'QBR', Sentiment: 'Positive', Account: 'Gard AS' };

  await check(`coda-js: document, pages, controls${at.words}`, async () => {
    assert.equal((await coda.whoAmI()).tokenName, 'test');
    const [first] = await coda.listDocs({ limit: 5 });
    const doc = await coda.getDoc(first.id);
    assert.equal(doc.id, 'csip');
    const [page] = await coda.listPages(doc.id);
    assert.equal((await coda.getPage(doc.id, page.id)).name, page.name);
    assert.deepEqual((await doc.listControls()).map(({ id }) => id), (await coda.listControls(doc.id)).map(({ id }) => id));
    for (const { id } of await doc.listControls()) {
      assert.equal((await doc.getControl(id)).id, id);
      assert.equal((await coda.getControl(doc.id, id)).id, id);
    }
    await assert.rejects(doc.listSections(), NotFoundError, 'sections are pages now, with Coda too');
    await assert.rejects(doc.getControl('Nothing'), NotFoundError);
    await assert.rejects(coda.getDoc('nothing'), NotFoundError);
  });

  await check(`coda-js: tables, columns, rows${at.words}`, async () => {
    const doc = await coda.getDoc('csip');
    assert.ok((await doc.listTables()).length >= 25);
    assert.ok((await coda.listTables('csip')).length >= 25);
    const table = await doc.getTable('Platform_Health_Metrics');
    assert.equal((await coda.getTable('csip', table.id)).name, 'Platform_Health_Metrics');
    const columns = await table.listColumns({ limit: 100 });
    assert.deepEqual(await coda.listColumns('csip', table.id, { limit: 100 }), columns);
    const column = await table.getColumn('Current_Value');
    assert.equal((await coda.getColumn('csip', table.id, column.id)).name, 'Current_Value');
    const rows = await table.listRows({ useColumnNames: true, limit: 500 });
    assert.equal((await coda.listRows('csip', table.id, { limit: 500 })).length, rows.length);
    const paged = [];
    let pageToken;
    do {
      const { items, token } = await table.listRowsPaginatedByToken({ limit: 4, pageToken });
      paged.push(...items);
      pageToken = token;
    } while (pageToken);
    assert.deepEqual(paged.map(({ id }) => id), rows.map(({ id }) => id));
    const row = await table.getRow(rows[0].id, { useColumnNames: true });
    assert.deepEqual(row.values, rows[0].values);
    assert.equal((await coda.getRow('csip', table.id, row.id, { useColumnNames: true })).name, row.name);
    assert.ok(row.listValues().some(({ column: name }) => name === 'Metric_Name'));
    assert.ok((await (await doc.getTable('Renewal Risk')).listRows()).length <= 1, 'a view is read like a table');
    await assert.rejects(doc.getTable('Nothing'), NotFoundError);
  });

  await check(`coda-js: insert, upsert, update, delete${at.words}`, async () => {
    const table = await (await coda.getDoc('csip')).getTable('Engagement_Log');
    const before = (await table.listRows({ limit: 500 })).length;
    const made = await table.insertRows([{ ...good, Notes: 'a' }, [{ column: 'Notes', value: 'b' }, ...Object.entries(good).map(([column, value]) => ({ column, value }))]]);
    assert.equal(await made.isCompleted(), true);
    assert.equal(await coda.mutationStatus(made.requestId), true);
    const [a, b] = made.addedRowIds;
    await table.insertRows([{ ...good, Notes: 'a', Relationship_Depth_Score: 9 }], ['Notes']);
    const row = await table.getRow(a, { useColumnNames: true });
    assert.equal(row.values.Relationship_Depth_Score, 9);
    await row.update({ Notes: 'a1' });
    await table.updateRow(b, { Notes: 'b1' });
    await coda.updateRow('csip', table.id, b, { Relationship_Depth_Score: 3 });
    assert.equal((await table.getRow(a, { useColumnNames: true })).values.Notes, 'a1');
    assert.equal((await table.getRow(b, { useColumnNames: true })).values.Notes, 'b1');
    await row.delete();
    await table.deleteRow(b);
    const { addedRowIds: more } = await coda.insertRows('csip', table.id, [1, 2, 3, 4].map((n) => ({ ...good, Notes: `m${n}` })));
    await coda.deleteRow('csip', table.id, more[0]);
    await coda.deleteRows('csip', table.id, [more[1]]);
    await table.deleteRows(more.slice(2));
    assert.equal((await table.listRows({ limit: 500 })).length, before);
  });

  await check(`coda-js: what is refused comes as its own errors${at.words}`, async () => {
    await assert.rejects(coda.insertRows('csip', 'Engagement_Log', [{ Nonsense: 1 }]), BadRequestError);
    await assert.rejects(connect(at, 'wrong').whoAmI(), UnauthorizedError);
    await assert.rejects(connect(at, at.readToken).insertRows('csip', 'Engagement_Log', [good]), ForbiddenError);
    await assert.rejects(coda.deleteRow('csip', 'Engagement_Log', 'i-4242'), NotFoundError);
  });
}
