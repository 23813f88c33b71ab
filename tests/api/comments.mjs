// People, comments and saved views: whose they are, who may change them, and that they outlive the server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { check } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { ask, doc, refused } from './client.mjs';

/** A token of somebody with this e-mail address. */
function tokenOf(server, name, email, scope = 'write') {
  const words = execFileSync(process.env.CSIP_BINARY, [
    'token', 'create', '--data', server.data, '--name', name, '--scope', scope, ...(email ? ['--email', email] : []),
  ]);
  return words.toString().trim().split(/\s+/).at(-1);
}

export async function comments(clock) {
  const server = await CsipServer.start({ init: clock, serve: [...clock, '--test-clock'] });
  try {
    await parts(server);
  } finally {
    await server.stop();
  }
}

async function parts(server) {
  const ok = async (method, path, options) => {
    const { status, body, text } = await ask(server, method, path, options);
    assert.equal(status, 200, `${method} ${path}: ${text}`);
    return body;
  };
  const { items: people } = await ok('GET', '/api/people');
  const [one, other] = people.filter(({ email }) => email !== '');
  const mine = tokenOf(server, 'laptop', one.email);
  const theirs = tokenOf(server, 'laptop', other.email);
  const named = tokenOf(server, one.name, '');
  const schema = await ok('GET', '/api/schema');
  const table = schema.tables.find(({ name }) => name === 'Account_Master');
  const column = table.columns.find(({ name }) => name === 'Renewal_Date');
  const about = `/api/comments?table=${table.id}&row=i-1`;
  const rowOf = async () => (await ok('GET', `/api/views/${table.id}/rows?limit=1`)).rows[0];

  await check('people are the rows of the blueprint’s table, and a token is the person with its address, or its name', async () => {
    const whole = await ok('GET', `${doc}/tables/${schema.peopleTable}/rows?limit=500`);
    assert.deepEqual(people.map(({ id }) => id), whole.items.map(({ id }) => id));
    for (const token of [mine, named]) {
      const me = await ok('GET', '/api/me', { token });
      assert.deepEqual(me.person, { rowId: one.id, name: one.name });
      assert.equal(me.local, false);
      const { value } = await ok('POST', '/api/formula/evaluate', { token, body: { formula: 'CurrentUser()' } });
      assert.deepEqual(value, { rowId: one.id, name: one.name });
    }
    assert.equal((await ok('GET', '/api/me')).person, null);
    await refused(server, 'PUT', '/api/me', { token: mine, body: { person: other.id } }, 403, /token stands for/);
    await refused(server, 'PUT', '/api/me', { token: mine, body: { name: 'x' } }, 400, /`person`/);
    await refused(server, 'GET', '/api/me', { token: '' }, 401);
  });

  await check('a comment is said of a record or a cell, answered, and counted by its row', async () => {
    assert.deepEqual((await ok('GET', about)).items, []);
    assert.equal((await rowOf()).comments, undefined);
    const first = await ok('POST', '/api/comments', { token: mine, body: { table: 'Account_Master', row: 'i-1', column: 'Renewal_Date', text: '  Is this signed?\nI see no paper. ' } });
    assert.deepEqual(
      { ...first, id: '', time: '' },
      {
        id: '', table: table.id, row: 'i-1', column: column.id, text: 'Is this signed?\nI see no paper.', resolved: false, parent: '',
        author: one.name, time: '', edited: false, mine: true,
      },
    );
    assert.ok(Math.abs(Date.parse(first.time) - Date.parse('2026-11-22T12:00:00Z')) < 3_600_000, first.time);
    const answer = await ok('POST', '/api/comments', { token: theirs, body: { table: table.id, row: 'i-1', text: 'Yes', parent: first.id } });
    assert.deepEqual([answer.parent, answer.column, answer.author], [first.id, column.id, other.name]);
    const deeper = await ok('POST', '/api/comments', { token: mine, body: { table: table.id, row: 'i-1', text: 'Good', parent: answer.id } });
    assert.equal(deeper.parent, first.id, 'threads have one level');
    const { items } = await ok('GET', about, { token: theirs });
    assert.deepEqual(items.map(({ text, mine: own }) => [text.split('\n')[0], own]), [['Is this signed?', false], ['Yes', true], ['Good', false]]);
    const row = await rowOf();
    assert.deepEqual([row.comments, row.commented], [1, [column.id]]);
    assert.equal((await ok('GET', `/api/tables/${table.id}/rows/i-1`)).comments, 1);
  });

  await check('a text is its author’s; anybody resolves; who answered keeps the answer', async () => {
    const [first, answer] = (await ok('GET', about)).items;
    await refused(server, 'PATCH', `/api/comments/${first.id}`, { token: theirs, body: { text: 'Mine now' } }, 403, /only its author/);
    await refused(server, 'DELETE', `/api/comments/${first.id}`, { token: theirs }, 403, /only its author/);
    await refused(server, 'DELETE', `/api/comments/${first.id}`, { token: mine }, 409, /answered/);
    const changed = await ok('PATCH', `/api/comments/${first.id}`, { token: mine, body: { text: 'Is it signed?' } });
    assert.deepEqual([changed.text, changed.edited], ['Is it signed?', true]);
    await refused(server, 'PATCH', `/api/comments/${answer.id}`, { token: theirs, body: { resolved: true } }, 400, /first comment/);
    assert.equal((await ok('PATCH', `/api/comments/${first.id}`, { token: theirs, body: { resolved: true } })).resolved, true);
    assert.equal((await rowOf()).comments, undefined);
    await ok('PATCH', `/api/comments/${first.id}`, { token: theirs, body: { resolved: false } });
    assert.equal((await rowOf()).comments, 1);
    const loose = await ok('POST', '/api/comments', { token: theirs, body: { table: table.id, row: 'i-1', text: 'A record comment' } });
    await ok('DELETE', `/api/comments/${loose.id}`, { token: server.adminToken });
    await refused(server, 'DELETE', `/api/comments/${loose.id}`, { token: theirs }, 404, /no comment/);
  });

  await check('comments are in the history and can be taken back, and only their endpoints write them', async () => {
    const said = await ok('POST', '/api/comments', { token: mine, body: { table: table.id, row: 'i-1', text: 'Taken back' } });
    const { items: steps } = await ok('GET', '/api/transactions?limit=1');
    assert.equal(steps[0].cause, 'comment');
    await ok('POST', '/api/undo', { token: mine, body: { sequence: steps[0].sequence } });
    assert.ok(!(await ok('GET', about)).items.some(({ id }) => id === said.id));
    const first = (await ok('GET', about)).items[0];
    const write = { actions: [{ write: { table: 'Comments', row: first.id, cells: { Text: 'Forged' } } }] };
    await refused(server, 'POST', '/api/edits', { token: mine, body: write }, 403, /\/api\/comments/);
    const forged = { row: { cells: [{ column: 'Author_Key', value: `person:${other.id}` }] } };
    await refused(server, 'PUT', `${doc}/tables/Comments/rows/${first.id}`, { token: mine, body: forged }, 403, /their authors/);
    assert.equal((await ok('GET', about)).items[0].text, first.text);
  });

  await check('bad comments are refused with what is wrong', async () => {
    const bad = (body, words, status = 400) => refused(server, 'POST', '/api/comments', { token: mine, body }, status, words);
    await bad({ table: table.id, row: 'i-1', text: ' \n' }, /`text`/);
    await bad({ table: table.id, row: 'i-1', text: 'x'.repeat(10_001) }, /10000/);
    await bad({ table: table.id, text: 'x' }, /`table` and `row`/);
    await bad({ table: 'Nothing', row: 'i-1', text: 'x' }, /Nothing/, 404);
    await bad({ table: table.id, row: 'i-9999', text: 'x' }, /i-9999/, 404);
    await bad({ table: table.id, row: 'i-1', column: 'Nothing', text: 'x' }, /Nothing/, 404);
    await bad({ table: table.id, row: 'i-1', text: 'x', parent: 'i-999' }, /`parent`/);
    const first = (await ok('GET', about)).items[0];
    await bad({ table: schema.peopleTable, row: one.id, text: 'x', parent: first.id }, /another record/);
    await refused(server, 'POST', '/api/comments', { token: server.readToken, body: { table: table.id, row: 'i-1', text: 'x' } }, 403);
  });

  const views = (token) => ok('GET', `/api/saved-views?table=${table.id}`, { token }).then(({ items }) => items);
  const definition = { base: table.views[0].id, sort: [`-${column.id}`], filterTree: { all: [{ column: column.id, operator: '>' }] }, height: 2 };

  await check('a saved view is its owner’s until it is shared; locked, nobody changes it', async () => {
    const made = await ok('POST', '/api/saved-views', { token: mine, body: { table: 'Account_Master', name: 'By renewal', definition } });
    assert.deepEqual({ ...made, id: '' }, { id: '', table: table.id, name: 'By renewal', owner: one.name, mine: true, access: 'personal', definition });
    const path = `/api/saved-views/${made.id}`;
    assert.deepEqual(await views(mine), [made]);
    assert.deepEqual(await views(theirs), []);
    await refused(server, 'PATCH', path, { token: theirs, body: { name: 'x' } }, 404, /no saved view/);
    await refused(server, 'DELETE', path, { token: theirs }, 404, /no saved view/);
    await ok('PATCH', path, { token: mine, body: { access: 'shared' } });
    assert.deepEqual(await views(theirs), [{ ...made, access: 'shared', mine: false }]);
    await refused(server, 'PATCH', path, { token: theirs, body: { name: 'x' } }, 403, /only its owner/);
    await ok('PATCH', path, { token: mine, body: { access: 'locked' } });
    await refused(server, 'PATCH', path, { token: mine, body: { name: 'x' } }, 409, /locked/);
    await refused(server, 'DELETE', path, { token: mine }, 409, /locked/);
    const open = await ok('PATCH', path, { token: mine, body: { access: 'shared', name: 'Renewals' } });
    assert.deepEqual([open.name, open.access], ['Renewals', 'shared']);
    await refused(server, 'POST', '/api/edits', { token: theirs, body: { actions: [{ delete: { table: 'Saved_Views', row: made.id } }] } }, 403, /saved-views/);
    await refused(server, 'PATCH', path, { token: mine, body: { definition: { base: 'x'.repeat(70_000) } } }, 413, /definition/);
    await refused(server, 'POST', '/api/saved-views', { token: mine, body: { table: table.id, name: 'x', definition: 'sort' } }, 400, /object/);
    await refused(server, 'POST', '/api/saved-views', { token: mine, body: { table: table.id, name: ' ', definition } }, 400, /`name`/);
    await refused(server, 'POST', '/api/saved-views', { token: mine, body: { table: table.id, name: 'x', access: 'open', definition } }, 400, /personal, shared or locked/);
  });

  await check('both are there after a restart', async () => {
    const before = [(await ok('GET', about)).items, await views(mine)];
    await server.suspend();
    await server.resume();
    assert.deepEqual([(await ok('GET', about)).items, await views(mine)], before);
    const [view] = await views(mine);
    await ok('DELETE', `/api/saved-views/${view.id}`, { token: mine });
    assert.deepEqual(await views(mine), []);
  });
}
