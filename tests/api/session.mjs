// The page's session on this machine: what lets it in keeps other sites out.
import assert from 'node:assert/strict';
import { request } from 'node:http';

import { check } from '../browser/checks.mjs';
import { cells, doc } from './client.mjs';

// Node's fetch forbids some of these headers; http.request does not.
function plain(server, method, path, headers = {}, body) {
  return new Promise((resolve, reject) => {
    const asked = request(server.url + path, { method, headers }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

export async function session(server) {
  const page = await plain(server, 'GET', '/', { Accept: 'text/html' });
  if (page.status === 404) {
    console.log('skipped: the session of the page, because this build has no page (CSIP_WEB=OFF)');
    return;
  }
  const cookie = page.headers['set-cookie']?.[0].split(';')[0];
  const write = JSON.stringify({ row: cells({ Employee_Count: 680 }) });
  const put = (headers) => plain(server, 'PUT', `${doc}/tables/Account_Master/rows/i-1`, { Cookie: cookie, 'Content-Type': 'application/json', ...headers }, write);

  await check('the page comes with a cookie that scripts and other sites cannot use', async () => {
    assert.equal(page.status, 200);
    assert.match(page.headers['set-cookie'][0], /; HttpOnly/);
    assert.match(page.headers['set-cookie'][0], /; SameSite=Strict/);
    assert.match(page.headers['content-security-policy'], /default-src 'self'/);
    assert.match(page.headers['content-security-policy'], /frame-ancestors 'none'/);
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    assert.equal(page.headers['referrer-policy'], 'no-referrer');
    const again = await plain(server, 'GET', '/', { Accept: 'text/html', Cookie: cookie });
    assert.equal(again.headers['set-cookie'], undefined);
  });

  await check('the page says who it is, and only a cookie that the server signed is believed', async () => {
    const own = { Cookie: cookie, Origin: `http://127.0.0.1:${server.port}`, 'Content-Type': 'application/json' };
    const read = async (cookies) => JSON.parse((await plain(server, 'GET', '/api/me', { Cookie: cookies })).text);
    assert.deepEqual((await read(cookie)).person, null);
    assert.equal((await read(cookie)).local, true);
    const people = JSON.parse((await plain(server, 'GET', '/api/people', { Cookie: cookie })).text).items;
    const chosen = await plain(server, 'PUT', '/api/me', own, JSON.stringify({ person: people[0].id }));
    assert.equal(chosen.status, 200, chosen.text);
    assert.deepEqual(JSON.parse(chosen.text).person, { rowId: people[0].id, name: people[0].name });
    assert.match(chosen.headers['set-cookie'][0], /^csip_person=.*; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    const signed = chosen.headers['set-cookie'][0].split(';')[0];
    assert.deepEqual((await read(`${cookie}; ${signed}`)).person, { rowId: people[0].id, name: people[0].name });
    const user = await plain(server, 'POST', '/api/formula/evaluate', { ...own, Cookie: `${cookie}; ${signed}` }, JSON.stringify({ formula: 'CurrentUser()' }));
    assert.deepEqual(JSON.parse(user.text).value, { rowId: people[0].id, name: people[0].name });
    assert.equal((await read(`${cookie}; ${signed.replace(people[0].id, people[1].id)}`)).person, null, 'a cookie of another’s making');
    assert.equal((await plain(server, 'GET', '/api/me', { Cookie: signed })).status, 401, 'it lets nobody in');
    const nobody = await plain(server, 'PUT', '/api/me', { ...own, Cookie: `${cookie}; ${signed}` }, JSON.stringify({ person: null }));
    assert.match(nobody.headers['set-cookie'][0], /^csip_person=; .*Max-Age=0$/);
    assert.equal((await plain(server, 'PUT', '/api/me', own, JSON.stringify({ person: 'i-99999' }))).status, 400);
    assert.equal((await plain(server, 'PUT', '/api/me', { ...own, Origin: 'http://evil.example' }, JSON.stringify({ person: people[0].id }))).status, 403);
  });

  await check('the session reads and writes from the page only', async () => {
    const own = `http://127.0.0.1:${server.port}`;
    assert.equal((await plain(server, 'GET', '/api/schema', { Cookie: cookie })).status, 200);
    assert.equal((await put({ Origin: own })).status, 202);
    assert.equal((await put({ 'Sec-Fetch-Site': 'same-origin' })).status, 202);
    for (const headers of [
      {},
      { Origin: 'http://evil.example' },
      { Origin: 'null' },
      { Origin: `${own}0` },
      { Origin: own, 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      assert.equal((await put(headers)).status, 403, JSON.stringify(headers));
    }
    assert.equal((await plain(server, 'GET', '/api/schema', { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' })).status, 403);
  });

  await check('the session may change the schema: the person at the machine owns the data', async () => {
    const change = (headers) =>
      plain(server, 'PATCH', '/api/tables/Account_Master/columns/ARR?dryRun=true', { Cookie: cookie, 'Content-Type': 'application/json', ...headers }, '{"title": "Revenue"}');
    assert.equal((await change({ Origin: `http://127.0.0.1:${server.port}` })).status, 200);
    assert.equal((await change({ Origin: 'http://evil.example' })).status, 403);
    assert.equal((await change({})).status, 403);
  });

  await check('a name that was made to point here gets neither cookie nor data', async () => {
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example', '127.evil.example.1']) {
      assert.equal((await plain(server, 'GET', '/', { Host: host, Accept: 'text/html' })).headers['set-cookie'], undefined, host);
      assert.equal((await plain(server, 'GET', '/api/schema', { Host: host, Cookie: cookie })).status, 403, host);
    }
    assert.equal((await plain(server, 'GET', '/api/schema', { Host: `localhost:${server.port}`, Cookie: cookie })).status, 200);
    for (const wrong of ['csip_session=', 'csip_session=x', `csip_session=${cookie.slice(13, -1)}`, `x${cookie}`]) {
      assert.equal((await plain(server, 'GET', '/api/schema', { Cookie: wrong })).status, 401, wrong);
    }
  });
}
