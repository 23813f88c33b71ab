// Attached files: kept, held by cells, handed out harmlessly; whatever their senders call them.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, refused } from './client.mjs';

const MB = 1024 * 1024;

/** Sends bytes as a file; the answer of the server. */
const upload = (server, name, bytes, { type = 'text/plain', token = server.token } = {}) =>
  fetch(`${server.url}/api/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    body: bytes,
  });

const kept = async (server, name, bytes, options) => {
  const answer = await upload(server, name, bytes, options);
  const body = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(body));
  return body;
};

const download = (server, id, token = server.readToken) =>
  fetch(`${server.url}/api/files/${id}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} });

export async function files(server) {
  const { tables } = (await ask(server, 'GET', '/api/schema')).body;
  const table = tables.find(({ columns }) => columns.some(({ type }) => type === 'files'));
  const column = table.columns.find(({ type }) => type === 'files');
  const cell = async () => {
    const { body } = await ask(server, 'GET', `/api/tables/${table.id}/rows/i-1`);
    return (body.row ?? body).values[column.id];
  };
  const attach = (value, more = {}) =>
    ask(server, 'POST', '/api/edits', { body: { actions: [{ write: { table: table.id, row: 'i-1', cells: { [column.id]: value }, ...more } }] } });

  await check('files: what is sent comes back byte by byte, as an attachment that runs nowhere', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256);
    const link = await kept(server, 'photo.png', bytes, { type: 'image/png' });
    assert.deepEqual({ ...link, id: '' }, { id: '', name: 'photo.png', size: 300_000, type: 'image/png' });
    const answer = await download(server, link.id);
    assert.equal(answer.status, 200);
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), bytes);
    assert.equal(answer.headers.get('content-type'), 'image/png');
    assert.equal(answer.headers.get('content-disposition'), `attachment; filename="photo.png"; filename*=UTF-8''photo.png`);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy'), /^sandbox; default-src 'none'/);
    assert.match(answer.headers.get('cache-control'), /private/);
  });

  await check('files: a type that could run in a page is not named', async () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'nonsense', 'text/html; charset=utf-8']) {
      const { id } = await kept(server, 'x.html', '<script>alert(1)</script>', { type });
      const { headers } = await download(server, id);
      assert.equal(headers.get('content-type'), 'application/octet-stream', type);
      assert.match(headers.get('content-disposition'), /^attachment;/);
    }
  });

  await check('files: names are hostile, and lose what a name cannot hold', async () => {
    const names = [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Windows\\evil.exe', 'evil.exe'],
      ['a"; filename="b.exe', 'a"; filename="b.exe'],
      ['line\r\nSet-Cookie: a=b.txt', 'lineSet-Cookie: a=b.txt'],
      ['annexe\u202Efdp.exe', 'annexefdp.exe'],
      ['..', 'file'],
      [' \t ', 'file'],
      ['Übersicht 2026 – 報告.pdf', 'Übersicht 2026 – 報告.pdf'],
      ['%2e%2e%2f', '%2e%2e%2f'],
      ['<img src=x onerror=alert(1)>.txt', '<img src=x onerror=alert(1)>.txt'],
    ];
    for (const [sent, expected] of names) {
      const link = await kept(server, sent, 'x');
      assert.equal(link.name, expected);
      const { headers } = await download(server, link.id);
      assert.equal(headers.get('set-cookie'), null);
      const words = headers.get('content-disposition');
      const [, plain, whole] = /^attachment; filename="([^"\\%;]*)"; filename\*=UTF-8''([\w.~%-]+)$/.exec(words) ?? assert.fail(words);
      assert.equal(decodeURIComponent(whole), expected);
      assert.match(plain, /^[ -~]*$/);
    }
    const long = await kept(server, `${'ä'.repeat(500)}.pdf`, 'x');
    assert.ok(Buffer.byteLength(long.name) <= 200);
    assert.match(long.name, /^ä+\.pdf$/);
  });

  await check('files: a cell holds them, shows them everywhere, and an undo takes them back', async () => {
    const one = await kept(server, 'one.txt', 'one');
    const two = await kept(server, 'two.txt', 'two');
    assert.equal((await attach([one, two])).status, 200);
    assert.deepEqual(await cell(), [one, two]);
    const view = (await ask(server, 'GET', `/api/views/${table.id}/rows?limit=500`)).body;
    assert.deepEqual(view.rows.find(({ id }) => id === 'i-1').values[column.id], [one, two]);
    const [change] = (await ask(server, 'GET', `/api/history?table=${table.id}&row=i-1&column=${column.id}&limit=1`)).body.items;
    assert.deepEqual([change.before, change.after], [[], ['one.txt', 'two.txt']]);
    // Only the id counts: nobody renames or shrinks what is there.
    const lied = await attach([{ ...one, name: 'evil.exe', size: 1, type: 'text/html' }], { expected: { [column.id]: [one, two] } });
    assert.equal(lied.status, 200, lied.text);
    assert.deepEqual(await cell(), [one]);
    const conflict = await attach([two], { expected: { [column.id]: [one, two] } });
    assert.equal(conflict.status, 409);
    assert.deepEqual(conflict.body.conflicts[0].theirs, [one]);
    assert.deepEqual(conflict.body.conflicts[0].yours, [two]);
    assert.equal((await ask(server, 'POST', '/api/undo', { body: {} })).status, 200);
    assert.deepEqual(await cell(), [one, two]);
    assert.equal((await attach(null)).status, 200);
    assert.deepEqual((await cell()) ?? [], []);
  });

  await check('files: a cell takes only what is there', async () => {
    for (const value of [[{ id: 'f-000000000000000000000000', name: 'x', size: 1, type: 'a/b' }], 'report.pdf', [{ name: 'x' }], [17], [{ id: '../csip.db' }], [['a', ['b']]]]) {
      const answer = await attach(value);
      assert.equal(answer.status, 400, `${JSON.stringify(value)}: ${answer.text}`);
    }
    const { id } = await kept(server, 'a.txt', 'a');
    assert.equal((await attach(Array(300).fill({ id }))).status, 200); // the same file once
    assert.equal((await cell()).length, 1);
    await attach(null);
  });

  await check('files: 25 MB and no byte more, and only for who may write', async () => {
    const most = new Uint8Array(25 * MB);
    const link = await kept(server, 'most.bin', most);
    assert.equal(link.size, most.length);
    assert.equal((await (await download(server, link.id)).arrayBuffer()).byteLength, most.length);
    const more = await upload(server, 'more.bin', new Uint8Array(25 * MB + 1));
    assert.equal(more.status, 413);
    assert.match((await more.json()).message, /26214400 bytes/);
    assert.equal((await upload(server, 'x', 'x', { token: server.readToken })).status, 403);
    assert.equal((await upload(server, 'x', 'x', { token: 'nobody' })).status, 401);
    assert.equal((await upload(server, 'empty.txt', '')).status, 400);
    assert.equal((await upload(server, '', 'x')).status, 400);
    assert.equal((await download(server, link.id, '')).status, 401);
    assert.equal((await download(server, link.id, 'nobody')).status, 401);
    await refused(server, 'GET', '/api/files/f-1234', {}, 404, /no file/);
    await refused(server, 'GET', '/api/files/..%2F..%2Fcsip.db', {}, 404, /no file/);
  });
}
