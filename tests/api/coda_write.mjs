// Coda's API v1, writing: what is answered is done, and what is refused changed nothing.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { all, ask, cells, coda, doc, refused } from './client.mjs';

const rows = '/docs/{docId}/tables/{tableIdOrName}/rows';
const table = 'Engagement_Log';
const path = `/docs/csip/tables/${table}/rows`;
const good = { Account: 'Gard AS', Engagement_Date: '2026-11-20', Engagement_Type: 'QBR', Sentiment: 'Positive', Relationship_Depth_Score: 9 };

export async function codaWrite(server) {
  const values = async (id) => (await coda(server, 'GET', `${rows}/{rowIdOrName}`, `${path}/${id}?useColumnNames=true`)).values;
  const count = async () => (await all(server, `${doc}/tables/${table}/rows`, 500)).length;
  const score = async () => (await ask(server, 'GET', `${doc}/tables/Account_Master/rows/Gard%20AS?useColumnNames=true`)).body.values.Stakeholder_Engagement;

  await check('insert, read at once, update, delete', async () => {
    const before = await score();
    const added = await coda(server, 'POST', rows, path, { body: { rows: [cells(good)], keyColumns: [] } });
    assert.equal(added.addedRowIds.length, 1);
    const [id] = added.addedRowIds;
    assert.equal((await values(id)).Sentiment, 'Positive');
    assert.notEqual(await score(), before, 'the account is computed from its engagements');
    const status = await coda(server, 'GET', '/mutationStatus/{requestId}', `/mutationStatus/${added.requestId}`);
    assert.equal(status.completed, true);
    const updated = await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${id}`, { body: { row: cells({ Sentiment: 'Concerned' }) } });
    assert.equal(updated.id, id);
    assert.equal((await values(id)).Sentiment, 'Concerned');
    const deleted = await coda(server, 'DELETE', `${rows}/{rowIdOrName}`, `${path}/${id}`);
    assert.equal(deleted.id, id);
    assert.equal(await score(), before);
    await refused(server, 'GET', `/apis/v1${path}/${id}`, {}, 404);
    await refused(server, 'DELETE', `/apis/v1${path}/${id}`, {}, 404);
    await refused(server, 'PUT', `/apis/v1${path}/${id}`, { body: { row: cells({ Sentiment: 'Neutral' }) } }, 404);
  });

  await check('upsert by key columns changes every match and adds the rest', async () => {
    const people = '/docs/csip/tables/People_Team/rows';
    const person = (email, name) => cells({ Email: email, Full_Name: name, Role: 'CSM', Region: 'EMEA', Department: 'Customer Success' });
    const first = await coda(server, 'POST', rows, people, { body: { rows: [person('up@example.com', 'Up One')], keyColumns: ['Email'] } });
    assert.equal(first.addedRowIds, undefined, 'only an insert says what it added');
    const before = (await all(server, `/apis/v1${people}`, 500)).length;
    await coda(server, 'POST', rows, people, {
      body: { rows: [person('up@example.com', 'Up Two'), person('new@example.com', 'New')], keyColumns: ['Email'] },
    });
    const after = await all(server, `/apis/v1${people}?useColumnNames=true`, 500);
    assert.equal(after.length, before + 1);
    assert.equal(after.find(({ values }) => values.Email === 'up@example.com').values.Full_Name, 'Up Two');
    await refused(server, 'POST', `/apis/v1${people}`, { body: { rows: [person('x@example.com', 'X')], keyColumns: ['Nothing'] } }, 400, /Nothing/);
    const gone = after.filter(({ values }) => ['up@example.com', 'new@example.com'].includes(values.Email)).map(({ id }) => id);
    const deleted = await coda(server, 'DELETE', rows, people, { body: { rowIds: gone } });
    assert.deepEqual(deleted.rowIds, gone);
    await coda(server, 'DELETE', rows, people, { body: { rowIds: gone } }); // already gone: no error
  });

  await check('texts are read as a person types them, unless told otherwise', async () => {
    const added = await coda(server, 'POST', rows, path, {
      body: { rows: [cells({ ...good, Relationship_Depth_Score: '7', Engagement_Date: '2026-11-19T10:00:00Z' })] },
    });
    const [id] = added.addedRowIds;
    assert.equal((await values(id)).Relationship_Depth_Score, 7);
    assert.equal((await values(id)).Engagement_Date, '2026-11-19');
    await refused(server, 'PUT', `/apis/v1${path}/${id}?disableParsing=true`, { body: { row: cells({ Relationship_Depth_Score: '8' }) } }, 400, /disableParsing/);
    await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${id}?disableParsing=true`, { body: { row: cells({ Relationship_Depth_Score: 8 }) } });
    await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${id}`, { body: { row: cells({ Topics_Discussed: 'æøå 😀 "quoted"\n# heading' }) } });
    assert.equal((await values(id)).Topics_Discussed, 'æøå 😀 "quoted"\n# heading');
    await coda(server, 'PUT', `${rows}/{rowIdOrName}`, `${path}/${id}`, { body: { row: cells({ Relationship_Depth_Score: null, Topics_Discussed: '' }) } });
    assert.equal((await values(id)).Relationship_Depth_Score, '');
    await coda(server, 'DELETE', `${rows}/{rowIdOrName}`, `${path}/${id}`);
  });

  await check('what rich format shows can be written back', async () => {
    const accounts = '/docs/csip/tables/Account_Master/rows/i-1';
    const rich = (await coda(server, 'GET', `${rows}/{rowIdOrName}`, `${accounts}?useColumnNames=true&valueFormat=rich`)).values;
    const body = { row: cells({ ARR: rich.ARR, Customer_Success_Manager: rich.Customer_Success_Manager }) };
    const before = (await ask(server, 'GET', `/apis/v1${accounts}`)).body.values;
    const answer = await ask(server, 'PUT', `/apis/v1${accounts}`, { body });
    assert.equal(answer.status, 202, answer.text);
    const { Last_Modified, ...after } = (await ask(server, 'GET', `/apis/v1${accounts}`)).body.values;
    assert.deepEqual(Object.keys(after).length, Object.keys(before).length);
  });

  await check('a refusal names row and column, and nothing was changed', async () => {
    const before = await count();
    const cases = [
      [{ rows: [cells(good), cells({ ...good, Sentiment: 'Ecstatic' })] }, /Sentiment|Ecstatic/],
      [{ rows: [cells(good), cells({ ...good, Engagement_Date: 'soon' })] }, /Engagement_Date|soon/],
      [{ rows: [cells(good), cells({ ...good, Account: 'Nobody AS' })] }, /Account|Nobody/],
      [{ rows: [cells(good), cells({ ...good, Relationship_Depth_Score: 11 })] }, /Relationship_Depth_Score|10/],
      [{ rows: [cells(good), cells({ ...good, Relationship_Depth_Score: 'many' })] }, /Relationship_Depth_Score|many/],
      [{ rows: [cells({ Account: 'Gard AS' })] }, /required|Engagement_Date/],
      [{ rows: [cells(good), cells({ ...good, Engagement_ID: 'ENG-00001' })] }, /Engagement_ID/],
      [{ rows: [cells({ ...good, Sentimnet: 'Positive' })] }, /rows\[0\]\.cells\[5\]\.column.*did you mean `Sentiment`/],
      [{ rows: [] }, /rows/],
      [{ rows: {} }, /rows/],
      [{}, /rows/],
      [[], /rows/],
      [{ rows: [{}] }, /cells/],
      [{ rows: [{ cells: [{}] }] }, /column/],
      [{ rows: [{ cells: [{ column: 'Account' }] }] }, /value/],
      [{ rows: [{ cells: [{ column: 7, value: 1 }] }] }, /column/],
      [{ rows: [cells({ Notes: [[['too deep']]] })] }, /list/],
      [{ rows: [cells(good)], keyColumns: 'Account' }, /keyColumns/],
      [{ rows: [cells(good)], keyColumns: [3] }, /keyColumns/],
    ];
    for (const [body, words] of cases) await refused(server, 'POST', `/apis/v1${path}`, { body }, 400, words);
    const { codaDetail } = await refused(server, 'POST', `/apis/v1${path}`, { body: { rows: [{ cells: [{}, {}] }] } }, 400);
    assert.deepEqual(codaDetail.validationErrors.map(({ path: at }) => at), ['rows[0].cells[0]', 'rows[0].cells[1]']);
    assert.equal(await count(), before);
    const accounts = `${doc}/tables/Account_Master/rows`;
    await refused(server, 'PUT', `${accounts}/i-1`, { body: { row: cells({ Health_Score: 99 }) } }, 400, /Health_Score/);
    await refused(server, 'PUT', `${accounts}/i-1`, { body: { row: cells({ Account_Name: '' }) } }, 400, /Account_Name/);
    await refused(server, 'PUT', `${accounts}/i-1`, { body: { row: 'x' } }, 400, /row/);
    await refused(server, 'DELETE', `/apis/v1${path}`, { body: { rowIds: ['x'] } }, 400, /rowIds\[0\]/);
    await refused(server, 'DELETE', `/apis/v1${path}`, { body: {} }, 400, /rowIds/);
    await refused(server, 'DELETE', `/apis/v1${path}`, {}, 400, /body/);
  });

  await check('views are read, not added to; buttons and unknown mutations are named', async () => {
    await refused(server, 'POST', `${doc}/tables/All%20Engagements/rows`, { body: { rows: [cells(good)] } }, 400, /view `All Engagements`/);
    await refused(server, 'POST', `${doc}/tables/Account_Master/rows/i-1/buttons/Nothing`, {}, 404, /Nothing/);
    await refused(server, 'POST', `${doc}/tables/Account_Master/rows/i-1/buttons/ARR`, {}, 400, /no button/);
    for (const id of ['x', 'mutate:1', 'mutate:1-aaaaaaaaaaaaaaaa', 'mutate:99999999999999999999-0', 'mutate:-1-']) {
      await refused(server, 'GET', `/apis/v1/mutationStatus/${id}`, {}, 404, /requestId/);
    }
  });

  await check('many clients add at once and every row is there', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(server, 'POST', `/apis/v1${path}`, { body: { rows: [cells({ ...good, Notes: `n${i}` })] } })));
    assert.ok(answers.every(({ status }) => status === 202));
    const ids = answers.map(({ body }) => body.addedRowIds[0]);
    assert.equal(new Set(ids).size, 40);
    assert.equal(await count(), before + 40);
    await coda(server, 'DELETE', rows, path, { body: { rowIds: ids } });
    assert.equal(await count(), before);
  });
}
