// How the page's files are delivered: types, compression, caching, policy.
import assert from 'node:assert/strict';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { check } from './checks.mjs';

// fetch() unpacks by itself; here the bytes on the wire matter.
const fetchRaw = (url, headers = {}) =>
  new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });

export async function delivery(server) {
  const page = await fetchRaw(server.url + '/');
  const script = /<script type="module" crossorigin src="([^"]+)"/.exec(page.body.toString())?.[1];

  await check('the page is sent with a policy that allows no foreign or inline script', () => {
    assert.equal(page.status, 200);
    assert.match(page.headers['content-type'], /^text\/html/);
    const policy = page.headers['content-security-policy'] ?? '';
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /(default-src|connect-src) 'self'|default-src 'none'/);
    assert.ok(!/<script(?![^>]*\bsrc=)/.test(page.body.toString()), 'there is an inline script');
  });

  await check('the page itself is asked for anew, its hashed files are kept', async () => {
    assert.match(page.headers['cache-control'], /no-cache/);
    const answer = await fetchRaw(server.url + script);
    assert.match(answer.headers['cache-control'], /immutable/);
    assert.match(answer.headers['content-type'], /javascript/);
  });

  await check('files come compressed as the browser can take them, and are the same', async () => {
    const plain = await fetchRaw(server.url + script);
    const br = await fetchRaw(server.url + script, { 'accept-encoding': 'br, gzip' });
    const gz = await fetchRaw(server.url + script, { 'accept-encoding': 'gzip' });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(br.headers['content-encoding'], 'br');
    assert.equal(gz.headers['content-encoding'], 'gzip');
    assert.ok(brotliDecompressSync(br.body).equals(plain.body));
    assert.ok(gunzipSync(gz.body).equals(plain.body));
    assert.ok(br.body.length < 350 * 1024, `the first script weighs ${br.body.length} bytes`);
  });

  await check('an unchanged page is answered with 304, under the same policy', async () => {
    const again = await fetchRaw(server.url + '/', { 'if-none-match': page.headers.etag });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    assert.equal(again.headers['content-security-policy'], page.headers['content-security-policy']);
  });

  await check('an unknown path of the API is not answered with the page', async () => {
    const answer = await fetchRaw(server.url + '/api/no-such-thing');
    assert.ok([401, 404].includes(answer.status), `status ${answer.status}`);
    assert.match(answer.headers['content-type'], /json/);
  });
}
