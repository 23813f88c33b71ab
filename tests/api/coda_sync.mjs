// Sync tokens: what changed since, deletions included.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, cells, coda, doc, refused } from './client.mjs';

const rows = '/docs/{docId}/tables/{tableIdOrName}/rows';
const path = '/docs/csip/tables/People_Team/rows';
const person = (email) => cells({ Email: email, Full_Name: email, Role: 'CSM', Region: 'EMEA', Department: 'Customer Success' });

export async function codaSync(server) {
  const since = async (token, extra = '') => {
    const items = [];
    let page = await coda(server, 'GET', rows, `${path}?syncToken=${token}&limit=2${extra}`);
    items.push(...page.items);
    while (page.nextPageToken) {
      page = await coda(server, 'GET', rows, `${path}?pageToken=${page.nextPageToken}`);
      items.push(...page.items);
    }
    return { items, next: page.nextSyncToken };
  };

  await check('a sync gives what is new, changed and gone, once', async () => {
    const { nextSyncToken: start } = await coda(server, 'GET', rows, `${path}?limit=500`);
    assert.deepEqual((await since(start)).items, []);
    const { addedRowIds } = await coda(server, 'POST', rows, path, { body: { rows: ['a@x.no', 'b@x.no', 'c@x.no', 'd@x.no'].map(person) } });
    const first = await since(start);
    assert.deepEqual(first.items.map(({ id }) => id), addedRowIds);
    assert.ok(first.items.every(({ deleted }) => !deleted));
    await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${addedRowIds[0]}`, { body: { row: cells({ Full_Name: 'A' }) } });
    await coda(server, 'DELETE', rows, path, { body: { rowIds: addedRowIds.slice(1) } });
    const second = await since(first.next, '&useColumnNames=true');
    assert.deepEqual(second.items.map(({ id, deleted }) => [id, deleted === true]), addedRowIds.map((id, i) => [id, i > 0]));
    assert.equal(second.items[0].values.Full_Name, 'A');
    assert.deepEqual(second.items[1].values, {});
    assert.deepEqual((await since(second.next)).items, []);
    await coda(server, 'DELETE', rows, path, { body: { rowIds: addedRowIds } });
    const last = await since(second.next);
    assert.deepEqual(last.items.map(({ id, deleted }) => [id, deleted]), [[addedRowIds[0], true]]);
  });

  await check('a change between the pages of a first read is in the next sync', async () => {
    const page = await coda(server, 'GET', rows, `${path}?limit=2`);
    const id = page.items[0].id;
    const name = (await ask(server, 'GET', `/apis/v1${path}/${id}?useColumnNames=true`)).body.values.Full_Name;
    await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${id}`, { body: { row: cells({ Full_Name: `${name} II` }) } });
    let last = page;
    while (last.nextPageToken) last = await coda(server, 'GET', rows, `${path}?pageToken=${last.nextPageToken}`);
    assert.ok((await since(last.nextSyncToken)).items.some((row) => row.id === id));
    await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${id}`, { body: { row: cells({ Full_Name: name }) } });
  });

  await check('a sync token is for its own table', async () => {
    const { nextSyncToken } = await coda(server, 'GET', rows, `${path}?limit=1`);
    await refused(server, 'GET', `${doc}/tables/Account_Master/rows?syncToken=${nextSyncToken}`, {}, 400, /syncToken/);
    await refused(server, 'GET', `/apis/v1${path}?syncToken=rubbish`, {}, 400, /syncToken/);
  });
}
