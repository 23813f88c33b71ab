// Input that no client of ours would send: always a 4xx with words, never a 5xx, never a crash.
import assert from 'node:assert/strict';
import { connect } from 'node:net';

import { check } from '../browser/checks.mjs';
import { ask, doc, refused } from './client.mjs';

const rows = `${doc}/tables/Account_Master/rows`;

/** Sends bytes as they are and gives what comes back until the server closes or falls silent. */
function raw(server, bytes, silenceMs = 400) {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let text = '';
    const done = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(silenceMs, done);
    socket.on('data', (piece) => (text += piece.toString('latin1')));
    socket.on('end', done);
    socket.on('error', done);
    socket.write(bytes);
  });
}

// The same every time.
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export async function hostile(server) {
  await check('paths and queries that are no UTF-8, or no paths at all', async () => {
    for (const path of ['/apis/v1/docs/%ff', '/apis/v1/docs/%', '/apis/v1/docs/%00', `${doc}/tables/%C0%AF`, `${rows}?query=%ff`, `${rows}?%=1`]) {
      await refused(server, 'GET', path, {}, 400, /UTF-8|%|NUL/);
    }
    for (const path of ['/apis', '/apis/v2/docs', '/api/', '/api/nothing', '/apis/v1/docs/csip/', `${rows}/`, '/api/../etc/passwd', '/api/%2e%2e/x', '/apis/v1//docs']) {
      await refused(server, 'GET', path, {}, 404);
    }
    await refused(server, 'PATCH', rows, { body: {} }, 405, /GET/);
    await refused(server, 'POST', '/api/health', { body: {} }, 405, /GET/);
    assert.equal((await ask(server, 'HEAD', '/api/health')).status, 200);
    assert.equal((await ask(server, 'GET', `${rows}?unknown=1&also=%20`)).status, 200, 'unknown parameters are ignored');
  });

  await check('bodies that are no JSON, or too much of it', async () => {
    const bodies = ['', '{', '[', 'null', '"x"', '7', 'NaN', '{"rows":NaN}', '{"rows":[1]}', '{"rows":[null]}', '{"a":1,}', "{'a':1}", '{"rows":[{"cells":[{"column":"ARR","value":1e999}]}]}',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, '\u0000', '{"rows":"\\ud800"}', '{"rows" 1}', 'undefined', '<xml/>', '{"rows":[]} trailing'];
    for (const body of bodies) {
      for (const [method, path] of [['POST', rows], ['PUT', `${rows}/i-1`], ['DELETE', rows], ['POST', '/api/formula/check'], ['POST', '/api/overrides']]) {
        const answer = await ask(server, method, path, { raw: body });
        assert.equal(answer.status, 400, `${method} ${path} ${body.slice(0, 40)}: ${answer.text}`);
        assert.ok(answer.body.message);
      }
    }
    await refused(server, 'POST', rows, { raw: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }, 400);
    await refused(server, 'POST', rows, { raw: 'x'.repeat(9 * 1024 * 1024) }, 400, /request entity too large/);
    await refused(server, 'POST', '/api/formula/check', { raw: 'x'.repeat(9 * 1024 * 1024) }, 413, /request entity too large/);
    const long = JSON.stringify({ formula: `"${'x'.repeat(100_000)}"` });
    assert.equal((await ask(server, 'POST', '/api/formula/check', { raw: long })).body.ok, false);
  });

  await check('requests that are no HTTP', async () => {
    const host = 'Host: 127.0.0.1\r\n';
    for (const bytes of [
      'rubbish\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', `GET / HTTP/1.1\r\n${host}${host}\r\n`, `GET / HTTP/3.0\r\n${host}\r\n`,
      `POST / HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`,
      `GET / HTTP/1.1\r\n${host}X: ${'y'.repeat(20_000)}\r\n\r\n`, `GET /${'y'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
      `GET / HTTP/1.1\r\n${host}X : y\r\n\r\n`, `GET / HTTP/1.1\r\n${host}X: a\r\n b\r\n\r\n`, 'GET / HTTP/1.1\nHost: x\n\n',
      `GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n`, `GET /api/health HTTP/1.1\r\nHost: a"><script>\r\n\r\n`,
    ]) {
      const answer = await raw(server, bytes);
      assert.match(answer, /^HTTP\/1\.1 4\d\d |^HTTP\/1\.1 505 /, `${JSON.stringify(bytes.slice(0, 60))}: ${answer.slice(0, 80)}`);
    }
    const pipelined = await raw(server, `GET /api/health HTTP/1.1\r\n${host}\r\n`.repeat(5), 300);
    assert.equal(pipelined.match(/HTTP\/1\.1 200 OK/g)?.length, 5);
  });

  await check('500 mutated requests: no 5xx, and the server lives', async () => {
    const random = randomOf(20261122);
    const body = '{"rows":[{"cells":[{"column":"Account_Name","value":"X"},{"column":"ARR","value":12}]}],"keyColumns":["Account_Name"]}';
    const seeds = [
      ['POST', `${rows}?disableParsing=true`, body], ['PUT', `${rows}/i-1`, '{"row":{"cells":[{"column":"Country","value":["a",[1]]}]}}'],
      ['DELETE', rows, '{"rowIds":["i-77777"]}'], ['GET', `${rows}?query=%22ARR%22:12&limit=3&sortBy=natural&valueFormat=rich`, ''],
      ['POST', '/api/formula/evaluate', '{"formula":"Sum(Filter([Risk_Register], [Risk_Score] > 3).[Risk_Score])"}'],
      ['GET', '/api/explain?table=Account_Master&row=i-1&column=Health_Score', ''], ['GET', '/api/history?table=Account_Master&limit=5', ''],
      ['POST', '/api/overrides', '{"table":"Account_Master","row":"i-1","column":"Renewal_Risk_Level","value":7,"reason":"x"}'],
      ['GET', '/api/views/Renewal%20Risk/rows?filter=%5BARR%5D%3E1&sort=-ARR', ''], ['GET', '/api/changes?after=x', ''],
    ];
    const statuses = new Map();
    for (let i = 0; i < 500; ++i) {
      const [method, path, text] = seeds[i % seeds.length];
      let bytes = Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${server.readToken}\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`);
      // What may write carries a token that may not: the mutations must not change the data under the other tests.
      for (let n = random(4); n >= 0; --n) {
        const at = random(bytes.length);
        const kind = random(4);
        if (kind === 0) bytes[at] = random(256);
        if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(8))]);
        if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256), random(256)]), bytes.subarray(at)]);
        if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 20), at), bytes.subarray(at)]);
      }
      const answer = await raw(server, bytes, 60);
      const status = answer.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 'none';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      assert.ok(!/^5(?!05)/.test(status), `${status} for ${JSON.stringify(bytes.toString('latin1'))}: ${answer.slice(0, 300)}`);
    }
    console.log(`        answers: ${[...statuses].map(([status, n]) => `${status} × ${n}`).join(', ')}`);
    assert.equal((await ask(server, 'GET', rows)).status, 200);
  });

  await check('500 mutated bodies with a token that may write', async () => {
    const random = randomOf(7);
    const seeds = ['{"rows":[{"cells":[{"column":"Account_Name","value":"X"},{"column":"ARR","value":12}]}],"keyColumns":["Account_Name"]}', '{"rows":[{"cells":[{"column":"Renewal_Date","value":"2026-13-45"},{"column":"Customer_Success_Manager","value":{"rowId":"i-9"}}]}]}'];
    for (let i = 0; i < 500; ++i) {
      const bytes = Buffer.from(seeds[i % seeds.length]);
      for (let n = random(3); n >= 0; --n) bytes[random(bytes.length)] = 32 + random(224);
      const answer = await ask(server, 'POST', rows, { raw: bytes });
      assert.equal(answer.status, 400, `${answer.status} for ${bytes.toString('latin1')}: ${answer.text}`);
      assert.ok(answer.body.message);
    }
    assert.equal((await ask(server, 'GET', rows)).body.items.length, 1);
  });
}
