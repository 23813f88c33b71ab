// Long work: imports and exports as jobs, how far they are, cancelling, one step of undo.
import assert from 'node:assert/strict';

import { check, until } from '../browser/checks.mjs';
import { ask, refused } from './client.mjs';
import { Events } from './stream.mjs';

export async function jobs(server) {
  const { tables } = (await ask(server, 'GET', '/api/schema')).body;
  const table = tables.find(({ name }) => name === 'Tasks');
  const accounts = tables.find(({ name }) => name === 'Account_Master');
  const count = async () => (await ask(server, 'GET', `/api/views/${table.id}/rows?limit=1`)).body.total;
  const csv = (text, query = '', token = server.token) =>
    ask(server, 'POST', `/api/imports?table=Tasks${query}`, { raw: text, token, headers: { 'Content-Type': 'text/csv' } });
  const over = async (started) => {
    assert.equal(started.status, 202, started.text);
    return until('the job to be over', async () => {
      const { status, body, text } = await ask(server, 'GET', `/api/jobs/${started.body.id}`);
      assert.equal(status, 200, text);
      return !['waiting', 'running'].includes(body.state) && body;
    });
  };
  const upload = async (text) => {
    const answer = await fetch(`${server.url}/api/files?name=tasks.csv`, { method: 'POST', headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'text/csv' }, body: text });
    return (await answer.json()).id;
  };

  await check('imports: tried first, and nothing changes; then done, as one step of undo', async () => {
    const before = await count();
    const text = 'Task_Name,Account\nImported one,Gard AS\nImported two,Gard AS\n';
    const tried = await over(await csv(text, '&dryRun=true'));
    assert.deepEqual([tried.kind, tried.state, tried.result, tried.sequence], ['import', 'done', { new: 2, changed: 0, same: 0, rejectedCount: 0, rejected: [] }, undefined]);
    assert.equal(await count(), before);
    const done = await over(await csv(text));
    assert.equal(done.state, 'done');
    assert.equal(done.result.new, 2);
    assert.ok(done.sequence > 0);
    assert.equal(await count(), before + 2);
    const [transaction] = (await ask(server, 'GET', '/api/transactions?limit=1')).body.items;
    assert.deepEqual([transaction.sequence, transaction.cause], [done.sequence, 'import']);
    const undone = await ask(server, 'POST', '/api/undo', { body: { sequence: done.sequence } });
    assert.equal(undone.status, 200, undone.text);
    assert.equal(await count(), before);
  });

  await check('imports: a mapping, a key; what is the same, changed, new, refused', async () => {
    const one = await over(await csv('Task_Name,Account\nKeyed a,Gard AS\nKeyed b,Gard AS\n'));
    assert.equal(one.result.new, 2);
    const columns = Object.fromEntries(table.columns.map(({ name, id }) => [name, id]));
    const priority = table.columns.find(({ type, writable }) => type === 'select' && writable);
    const [option] = priority.options;
    const text = `what;whose;how;else\nKeyed a;Gard AS;${option.name};x\nKeyed b;;;y\nKeyed c;Nobody AS;;z\nKeyed d;Gard AS;Nonsense;z\nKeyed a;Gard AS;;again\nKeyed e;Gard AS;;\n`;
    const file = await upload(text);
    const order = { table: 'Tasks', file, mapping: { what: columns.Task_Name, whose: 'Account', how: priority.id }, key: ['Task_Name'] };
    const tried = await over(await ask(server, 'POST', '/api/imports', { body: { ...order, dryRun: true } }));
    const { rejected, ...counts } = tried.result;
    assert.deepEqual(counts, { new: 1, changed: 1, same: 1, rejectedCount: 3 });
    assert.deepEqual(rejected.map(({ line }) => line).toSorted(), [4, 5, 6]);
    assert.match(rejected.find(({ line }) => line === 4).message, /no row `Nobody AS`/);
    assert.match(rejected.find(({ line }) => line === 5).message, /not an option/);
    assert.match(rejected.find(({ line }) => line === 6).message, /line 2 is the same row/);
    const done = await over(await ask(server, 'POST', '/api/imports', { body: order }));
    assert.deepEqual(done.result, tried.result);
    const again = await over(await ask(server, 'POST', '/api/imports', { body: order }));
    assert.deepEqual([again.result.new, again.result.changed, again.result.same], [0, 0, 3]);
    assert.equal(again.sequence, undefined);
  });

  await check('imports: what is wrong with a file is said', async () => {
    const cases = [
      ['Task_Name,Colour\na,b\n', /no column `Colour` on Tasks/],
      ['Task_Name\n"open', /quot/],
      ['Task_Name,Task_Name\na,b\n', /two columns/],
    ];
    for (const [text, words] of cases) {
      const job = await over(await csv(text));
      assert.equal(job.state, 'failed', text);
      assert.match(job.error, words);
      assert.equal(job.result, undefined);
    }
    const short = await over(await csv('Task_Name,Account\na\n', '&dryRun=true'));
    assert.match(short.result.rejected[0].message, /1 field, the first line 2; write `,`/);
    const empty = await csv('');
    assert.equal(empty.status, 400);
    assert.equal((await csv(Buffer.from([0x54, 0xff, 0x0a]))).status, 400);
    await refused(server, 'POST', '/api/imports?table=Nowhere', { raw: 'a\n', headers: { 'Content-Type': 'text/csv' } }, 404);
    await refused(server, 'POST', '/api/imports', { body: { table: 'Tasks', file: 'f-0' } }, 404, /no file/);
    await refused(server, 'POST', '/api/imports', { body: { table: 'Tasks', file: await upload('a\n'), mapping: [] } }, 400, /mapping/);
    await refused(server, 'POST', '/api/imports?table=Tasks', { raw: 'x'.repeat(26 * 1024 * 1024), headers: { 'Content-Type': 'text/csv' } }, 413, /too large/);
    assert.equal((await csv('Task_Name\na\n', '', server.readToken)).status, 403);
    const key = await over(await csv('Task_Name\na\n', '&key=Account'));
    assert.match(key.error, /no column that becomes Account/);
  });

  await check('imports: a file says at once what it holds, or what is wrong with it, where, and what to do', async () => {
    const preview = (raw, token = server.token) => ask(server, 'POST', '/api/imports/preview', { raw, token, headers: { 'Content-Type': 'text/csv' } });
    const held = await preview('\ufeffTask name; Whose ;\n"Gard; AS";a;1\n\nB;b;2\n');
    assert.equal(held.status, 200, held.text);
    assert.deepEqual(held.body, {
      separator: ';', headers: ['Task name', 'Whose', ''], rows: [['Gard; AS', 'a', '1'], ['B', 'b', '2']], lines: 2, problemCount: 0, problems: [],
    });
    const stops = [
      ['', /^1: the file is empty; its first line should hold/],
      ['\n\r\n', /^1: the file is empty/],
      [',,\na,b,c\n', /^1: no column has a name; put a line/],
      ['Name,Name\na,b\n', /^1: there are two columns `Name`; give/],
      ['Name,Note\na,b\nc,"open\nd,e\n', /^3: the quotation mark is never closed; close it, or write it twice/],
      ['Name,Note\na,"b" c\n', /^2: there is text behind a closing quotation mark/],
      [Buffer.from('Name\nGard\nBj\xf8rn\n', 'latin1'), /^3: the text is not UTF-8; save/],
      [Buffer.from('Name\n', 'utf16le'), /^1: the file holds a NUL byte/],
      [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Name\n', 'utf16le')]), /^1: the file is UTF-16; save/],
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 1, 2]), /^1: the file is a workbook .*; save/],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /^1: the text is not UTF-8/],
    ];
    for (const [raw, words] of stops) {
      const answer = await preview(raw);
      assert.equal(answer.status, 200, answer.text);
      assert.match(`${answer.body.error.line}: ${answer.body.error.message}`, words);
      assert.deepEqual([answer.body.headers, answer.body.lines], [[], 0]);
    }
    const told = (await preview('Name,Note\na\nb,c\nd,e,f\n')).body;
    assert.deepEqual([told.lines, told.problemCount, told.rows], [3, 2, [['b', 'c']]]);
    assert.deepEqual(told.problems.map(({ line }) => line), [2, 4]);
    assert.match(told.problems[0].message, /1 field, the first line 2; write `,` for each blank field/);
    assert.match(told.problems[1].message, /3 fields, the first line 2; put a text that holds `,` between quotation marks/);
    const values = (await preview('Call,2027-01-31\nSend,2027-02-01\n')).body;
    assert.match(values.problems[0].message, /`2027-01-31` looks like a value; put a line with the names above it/);
    assert.match((await preview('Name\n')).body.problems[0].message, /no line below the names/);
    const many = (await preview(`a,b\n${'x\n'.repeat(3000)}`)).body;
    assert.deepEqual([many.problemCount, many.problems.length], [3000, 100]);
    assert.equal((await preview('a\n', server.readToken)).status, 403);
    await refused(server, 'POST', '/api/imports/preview', { raw: 'x'.repeat(26 * 1024 * 1024), headers: { 'Content-Type': 'text/csv' } }, 413, /too large/);
  });

  await check('jobs: one after the other, told in the stream, and cancelled without a trace', async () => {
    const before = await count();
    const events = await Events.open(server);
    const many = `Task_Name,Account\n${Array.from({ length: 60_000 }, (_, i) => `Many ${i},Gard AS`).join('\n')}\n`;
    const first = await csv(many, '&dryRun=true');
    const second = await csv(many);
    const other = await ask(server, 'DELETE', `/api/jobs/${second.body.id}`, { token: server.readToken });
    assert.equal(other.status, 403, other.text);
    const cancelled = await ask(server, 'DELETE', `/api/jobs/${second.body.id}`);
    assert.equal(cancelled.status, 200, cancelled.text);
    const running = await ask(server, 'DELETE', `/api/jobs/${first.body.id}`);
    assert.equal(running.status, 200, running.text);
    assert.equal((await over(second)).state, 'cancelled');
    assert.equal((await over(first)).state, 'cancelled');
    const told = new Set();
    while (![first, second].every(({ body }) => told.has(`${body.id} cancelled`))) {
      const { event, data } = await events.next();
      if (event === 'job') told.add(`${data.id} ${data.state}`);
    }
    events.close();
    assert.equal(await count(), before);
    const { items } = (await ask(server, 'GET', '/api/jobs')).body;
    assert.ok(items.findIndex(({ id }) => id === second.body.id) < items.findIndex(({ id }) => id === first.body.id), 'the newest first');
    await refused(server, 'GET', '/api/jobs/job-1', {}, 404, /no job/);
    await refused(server, 'DELETE', '/api/jobs/job-1', {}, 404, /no job/);
  });

  await check('exports: what a view shows, and no formula for a spreadsheet in it', async () => {
    const name = '=HYPERLINK("http://evil.example";"x")';
    const made = await ask(server, 'POST', '/api/edits', { body: { actions: [{ write: { table: table.id, cells: { Task_Name: name, Account: 'Gard AS' } } }] } });
    assert.equal(made.status, 200, made.text);
    const query = new URLSearchParams({ columns: 'Task_Name,Account', filter: `Task_Name.StartsWith("=")` });
    const job = await over(await ask(server, 'POST', '/api/exports', { body: { view: 'Tasks', query: `${query}`, format: 'csv' }, token: server.readToken }));
    assert.equal(job.state, 'done', job.error);
    assert.equal(job.result.rows, 1);
    const answer = await fetch(`${server.url}/api/jobs/${job.id}/file`, { headers: { Authorization: `Bearer ${server.readToken}` } });
    assert.match(answer.headers.get('content-type'), /^text\/csv/);
    const text = (await answer.text()).replace(/^\ufeff/, '');
    assert.equal(text, `Task_Name,Account\r\n"'=HYPERLINK(""http://evil.example"";""x"")",Gard AS\r\n`);
    // And back: the apostrophe goes again, so that the row is the same.
    const back = await over(await csv(text, '&dryRun=true&key=Task_Name'));
    assert.deepEqual([back.result.same, back.result.new, back.result.changed], [1, 0, 0]);
    await refused(server, 'POST', '/api/exports', { body: { view: 'Nowhere' } }, 404);
    await refused(server, 'POST', '/api/exports', { body: { view: 'Tasks', format: 'xlsx' } }, 400, /csv/);
    const wrong = await over(await ask(server, 'POST', '/api/exports', { body: { view: 'Tasks', query: 'filter=Nonsense(' } }));
    assert.equal(wrong.state, 'failed');
    assert.match(wrong.error, /filter/);
    await refused(server, 'POST', '/api/exports', { body: { view: accounts.id, query: 'columns=Nothing' } }, 400, /no column/);
  });
}
