// Edits of many rows as one transaction, conflicts, undo and redo, the list of transactions, the bin.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { all, ask, doc, refused } from './client.mjs';

export async function undo(server) {
  const [ann, bo] = [server.makeToken('write'), server.makeToken('write')];
  const good = async (method, path, body, token = ann) => {
    const answer = await ask(server, method, path, { body, token });
    assert.equal(answer.status, 200, `${method} ${path}: ${answer.text}`);
    return answer.body;
  };
  const edit = (actions, more = {}, token = ann) => good('POST', '/api/edits', { actions, ...more }, token);
  const row = async (table, id) => (await good('GET', `${doc}/tables/${table}/rows/${id}?useColumnNames=true&valueFormat=simpleWithArrays`)).values;
  const everything = async () => {
    const { tables } = await good('GET', '/api/schema');
    const values = {};
    for (const { name } of tables) {
      const rows = await all(server, `${doc}/tables/${name}/rows?useColumnNames=true&valueFormat=simpleWithArrays`, 500);
      values[name] = rows.map(({ id, values }) => [id, values]);
    }
    return values;
  };
  /** Cells of a new account: what an account must have, as the first one has it. */
  const account = async (name) => {
    const { columns } = (await good('GET', '/api/schema')).tables.find((table) => table.name === 'Account_Master');
    const values = await row('Account_Master', 'i-1');
    const needed = columns.filter((column) => column.required && column.writable).map((column) => [column.name, values[column.name]]);
    return { ...Object.fromEntries(needed), Account_Name: name };
  };
  const metric = (await all(server, `${doc}/tables/Platform_Health_Metrics/rows?useColumnNames=true`, 200))[0];

  await check('edits: a request that is sent again with its key is done once', async () => {
    const tasks = async () => (await all(server, `${doc}/tables/Tasks/rows?useColumnNames=true`, 500)).filter(({ name }) => name === 'Once only');
    const actions = [{ write: { table: 'Tasks', cells: { Task_Name: 'Once only' } } }];
    const answers = await Promise.all([1, 2, 3].map(() => edit(actions, { idempotencyKey: 'k-1' })));
    answers.push(await edit(actions, { idempotencyKey: 'k-1' }));
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert.equal((await tasks()).length, 1);
    const other = await edit(actions, { idempotencyKey: 'k-1' }, bo);
    assert.notDeepEqual(other, answers[0], 'the key is one caller\'s');
    await server.suspend();
    await server.resume();
    assert.deepEqual(await edit(actions, { idempotencyKey: 'k-1' }), answers[0], 'also after a restart');
    assert.equal((await tasks()).length, 2);
    await edit([...answers[0].inserted, ...other.inserted].map((id) => ({ delete: { table: 'Tasks', row: id } })));
    await refused(server, 'POST', '/api/edits', { body: { actions: [{ delete: { table: 'Tasks', row: 'i-99999' } }], idempotencyKey: 'k-2' }, token: ann }, 404);
    await refused(server, 'POST', '/api/edits', { body: { actions, idempotencyKey: 'x'.repeat(201) }, token: ann }, 400, /idempotencyKey/);
  });

  await check('edits: one transaction of rows that name each other', async () => {
    const done = await edit(
      [
        { write: { table: 'Tasks', as: 'first', cells: { Task_Name: 'Visit', Account: { rowId: 'i-1' }, Priority: 'High' } } },
        { write: { table: 'Account_Master', as: 'new', cells: await account('Syd AS') } },
        { write: { table: 'Tasks', row: 'first', cells: { Account: { rowId: 'new' } } } },
        { write: { table: 'Account_Master', row: 'i-1', cells: { ARR: 777 }, expected: { ARR: (await row('Account_Master', 'i-1')).ARR } } },
      ],
      { cause: 'paste', reason: 'from the sheet' },
    );
    assert.equal(done.inserted.length, 2);
    assert.deepEqual(done.updated, [done.inserted[0], 'i-1']);
    assert.deepEqual(done.deleted, []);
    assert.equal((await row('Tasks', done.inserted[0])).Account, 'Syd AS');
    const [line] = (await good('GET', '/api/history?table=Account_Master&row=i-1&limit=1')).items;
    assert.equal(line.cause, 'paste');
    assert.equal(line.reason, 'from the sheet');
    const undone = await good('POST', '/api/undo', {});
    assert.equal(undone.reverted, done.sequence);
    assert.match(undone.what, /Syd AS.* deleted/);
    await refused(server, 'GET', `${doc}/tables/Account_Master/rows/${done.inserted[1]}`, {}, 404);
  });

  await check('edits: refused as a whole, with the path of the fault', async () => {
    const before = await everything();
    const fault = async (actions, path, words, more = {}) => {
      const body = await refused(server, 'POST', '/api/edits', { body: { actions, ...more }, token: ann }, 400, words);
      assert.equal(body.codaDetail.validationErrors[0].path, path);
    };
    const fine = { write: { table: 'Tasks', cells: { Task_Name: 'x' } } };
    await fault([fine, fine, { write: { table: 'Account_Master', row: 'i-1', cells: { ARR: 'much' } } }], 'actions[2].write.cells.ARR', /ARR/);
    await fault([fine, { write: { table: 'Tasks', cells: { Nmae: 'x' } } }], 'actions[1].write.cells.Nmae', /no column/);
    await fault([fine, { write: { table: 'Tasks', cells: { Notes: 'x' } } }], 'actions[1].write.cells.Task_Name', /required/);
    await fault([fine, { write: { table: 'Tasks', cells: { Task_Name: 'y', Account: { rowId: 'nobody' } } } }], 'actions[1].write.cells.Account', /nobody/);
    await fault([{ write: { table: 'Tasks', as: 'a', cells: { Task_Name: 'y' } } }, { write: { table: 'Tasks', as: 'a', cells: { Task_Name: 'y' } } }], 'actions[1].write.as', /already/);
    await fault([{ write: { table: 'Tasks', as: 'a', cells: { Task_Name: 'y', Account: { rowId: 'b' } } } }], 'actions[0].write.cells.Account', /b/);
    await fault([{ write: { table: 'Tasks' } }], 'actions[0].write.cells', /object/);
    await fault([{ drop: {} }], 'actions[0]', /write/);
    await fault([fine], 'cause', /one of/, { cause: 'undo' });
    await fault([], 'actions', /list/);
    await refused(server, 'POST', '/api/edits', { body: { actions: [fine, { delete: { table: 'Tasks', row: 'i-9999' } }] }, token: ann }, 404, /i-9999/);
    await refused(server, 'POST', '/api/edits', { body: { actions: [fine, { delete: { table: 'Taks', row: 'i-1' } }] }, token: ann }, 404, /Tasks/);
    assert.deepEqual(await everything(), before);
  });

  await check('edits: who saw another value is told whose it is', async () => {
    const seen = (await row('Account_Master', 'i-1')).ARR;
    await edit([{ write: { table: 'Account_Master', row: 'i-1', cells: { ARR: 501 } } }], {}, bo);
    const before = await everything();
    const write = { table: 'Account_Master', row: 'i-1', cells: { ARR: 502, Account_Name: 'X' }, expected: { ARR: seen } };
    const actions = [{ write: { table: 'Tasks', cells: { Task_Name: 'x' } } }, { write }];
    const { conflicts } = await refused(server, 'POST', '/api/edits', { body: { actions }, token: ann }, 409, /ARR was .* and is `501` now, by test at/);
    assert.equal(conflicts.length, 1);
    const [conflict] = conflicts;
    assert.deepEqual([conflict.row, conflict.yours, conflict.theirs, conflict.expected], ['i-1', 502, 501, seen]);
    assert.match(conflict.actor, /^token:/);
    assert.ok(Date.parse(conflict.time));
    const table = (await good('GET', '/api/schema')).tables.find(({ name }) => name === 'Account_Master');
    assert.equal(conflict.table, table.id);
    assert.equal(conflict.column, table.columns.find(({ name }) => name === 'ARR').id);
    assert.deepEqual(await everything(), before);
    await edit([{ write: { ...write, cells: { ARR: seen }, expected: { ARR: 501 } } }]);
    // Every kind of value is recognized as it is read: times, lists, rows, blanks.
    const values = await row('Platform_Health_Metrics', metric.id);
    const { columns } = (await good('GET', '/api/schema')).tables.find(({ name }) => name === 'Platform_Health_Metrics');
    const expected = Object.fromEntries(columns.filter(({ writable, name }) => writable && name in values).map(({ name }) => [name, values[name]]));
    assert.ok(Object.keys(expected).length > 10);
    await edit([{ write: { table: 'Platform_Health_Metrics', row: metric.id, cells: {}, expected } }]);
    // A row that is gone is a conflict too.
    const gone = (await edit([{ write: { table: 'Tasks', cells: { Task_Name: 'short' } } }])).inserted[0];
    await edit([{ delete: { table: 'Tasks', row: gone } }], {}, bo);
    const late = await ask(server, 'POST', '/api/edits', {
      body: { actions: [{ write: { table: 'Tasks', row: gone, cells: { Notes: 'x' }, expected: { Notes: '' } } }] },
      token: ann,
    });
    assert.equal(late.status, 409, late.text);
    assert.equal(late.body.conflicts[0].kind, 'rowGone');
  });

  await check('undo and redo say what they did', async () => {
    const was = (await row('Platform_Health_Metrics', metric.id)).Current_Value;
    const before = await everything();
    await edit([{ write: { table: 'Platform_Health_Metrics', row: metric.id, cells: { Current_Value: 92 } } }]);
    const edited = await everything();
    const undone = await good('POST', '/api/undo', {});
    assert.equal(undone.what, `Current_Value of ${metric.name}: 92 -> ${was}`);
    assert.deepEqual([undone.rows, undone.cells], [1, 1]);
    assert.deepEqual(await everything(), before);
    const redone = await good('POST', '/api/redo', {});
    assert.equal(redone.reverted, undone.sequence);
    assert.equal(redone.what, `Current_Value of ${metric.name}: ${was} -> 92`);
    assert.deepEqual(await everything(), edited);
    await refused(server, 'POST', '/api/redo', { body: {}, token: ann }, 409, /nothing to redo/);
    await good('POST', '/api/undo');
    assert.deepEqual(await everything(), before);
    for (const body of [{ sequence: 'x' }, { sequence: 1.5 }, { force: 1 }, []]) {
      await refused(server, 'POST', '/api/undo', { body, token: ann }, 400);
    }
    await refused(server, 'POST', '/api/undo', { body: { sequence: 999_999 }, token: ann }, 404, /no transaction/);
    await refused(server, 'POST', '/api/undo', { body: { sequence: 1 }, token: server.adminToken }, 409, /schema|no edit/);
  });

  await check('undo: what others wrote since is a conflict, unless forced', async () => {
    const was = (await row('Account_Master', 'i-1')).ARR;
    const { sequence } = await edit([{ write: { table: 'Account_Master', row: 'i-1', cells: { ARR: 600 } } }]);
    await edit([{ write: { table: 'Account_Master', row: 'i-1', cells: { ARR: 601 } } }], {}, bo);
    const { conflicts } = await refused(server, 'POST', '/api/undo', { body: {}, token: ann }, 409, /ARR was `600` and is `601` now/);
    assert.deepEqual([conflicts[0].yours, conflicts[0].theirs, conflicts[0].expected], [was, 601, 600]);
    await refused(server, 'POST', '/api/undo', { body: { sequence }, token: bo }, 403, /another's/);
    assert.equal((await good('POST', '/api/undo', { sequence, force: true }, server.adminToken)).reverted, sequence);
    assert.equal((await row('Account_Master', 'i-1')).ARR, was);
  });

  await check('transactions are listed with what they changed, and each can be taken back', async () => {
    const { sequence } = await edit([{ write: { table: 'Tasks', cells: { Task_Name: 'Listed' } } }]);
    await edit([{ write: { table: 'Account_Master', row: 'i-1', cells: { Employee_Count: 5 } } }]);
    await good('POST', '/api/undo', { sequence });
    const { items, before } = await good('GET', '/api/transactions?actor=me&limit=3');
    assert.equal(before, items[2].sequence);
    assert.deepEqual(items.map(({ takenBack }) => takenBack), [false, false, true]);
    assert.deepEqual(items.map(({ cause }) => cause), ['undo', 'api', 'api']);
    assert.equal(items[0].reverts, sequence);
    assert.equal(items[2].sequence, sequence);
    assert.match(items[0].what, /`Listed` of Tasks deleted/);
    assert.match(items[1].what, /^Employee_Count of Gard AS: .* -> 5$/);
    assert.deepEqual(items[1].actor.name, 'test');
    const older = await good('GET', `/api/transactions?actor=me&limit=3&before=${before}`);
    assert.ok(older.items.every((item) => item.sequence < before));
    assert.ok((await good('GET', '/api/transactions?limit=200')).items.some(({ actor }) => actor.name === 'csip'));
    await good('POST', '/api/undo', {});
  });

  await check('the bin gives rows back with all that was linked to them', async () => {
    const before = await everything();
    const remove = await ask(server, 'DELETE', `${doc}/tables/Account_Master/rows/i-1`, { token: bo });
    assert.equal(remove.status, 202, remove.text);
    const [gone] = (await good('GET', '/api/bin?table=Account_Master&limit=1')).items;
    assert.deepEqual([gone.row, gone.name, gone.actor.name], ['i-1', 'Gard AS', 'test']);
    const back = await good('POST', '/api/bin/restore', { rows: [{ table: gone.table, row: gone.row }] });
    assert.match(back.what, /`Gard AS` of Account_Master brought back/);
    const after = await everything();
    for (const table of Object.keys(before)) assert.deepEqual(after[table], before[table], table);
    await refused(server, 'POST', '/api/bin/restore', { body: { rows: [{ table: gone.table, row: gone.row }] }, token: ann }, 404, /not in the bin/);
    await refused(server, 'POST', '/api/bin/restore', { body: { rows: [{ table: 'Tasks' }] }, token: ann }, 400, /rows\[0\]/);
    // Rows that need one another come back together.
    const made = await edit([
      { write: { table: 'Account_Master', as: 'a', cells: await account('Bin AS') } },
      { write: { table: 'Tasks', cells: { Task_Name: 'Bin task', Account: { rowId: 'a' } } } },
    ]);
    await edit([{ delete: { table: 'Tasks', row: made.inserted[1] } }]);
    await edit([{ delete: { table: 'Account_Master', row: made.inserted[0] } }]);
    const rows = [{ table: 'Tasks', row: made.inserted[1] }];
    await refused(server, 'POST', '/api/bin/restore', { body: { rows }, token: ann }, 409, /which has been deleted/);
    await good('POST', '/api/bin/restore', { rows: [...rows, { table: 'Account_Master', row: made.inserted[0] }] });
    assert.equal((await row('Tasks', made.inserted[1])).Account, 'Bin AS');
    for (let i = 0; i < 4; i += 1) await good('POST', '/api/undo', {});
    assert.deepEqual((await everything()).Tasks, before.Tasks);
  });

  await check('undo is live, durable, and survives a start', async () => {
    const before = await everything();
    await edit([{ delete: { table: 'Tasks', row: (await everything()).Tasks[0][0] } }]);
    const stream = await fetch(`${server.url}/api/changes`, { headers: { Authorization: `Bearer ${ann}` } });
    const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const undone = await good('POST', '/api/undo', {});
    while (!heard.includes(`id: ${undone.sequence}\n`)) heard += (await reader.read()).value;
    assert.match(heard, /"cause":"undo"/);
    assert.match(heard, /"inserted":true/);
    await reader.cancel();
    await server.suspend();
    await server.resume();
    assert.deepEqual(await everything(), before);
    await good('POST', '/api/redo', {});
    await good('POST', '/api/undo', {});
    assert.deepEqual(await everything(), before);
  });
}
