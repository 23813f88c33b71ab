// 10,000 hostile requests to the real binary, with tokens of every scope: no 5xx but 503, no silence, and afterwards the server
// holds what its store holds and computes what it computed before.
import assert from 'node:assert/strict';
import { connect } from 'node:net';

import { ask, all, doc } from '../api/client.mjs';
import { check, close } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { randomOf } from './random.mjs';
import { damage, namesOf, Requests } from './requests.mjs';

const [count, seed] = process.argv.slice(2).map(Number);
const atOnce = 8;
const patienceMs = 20_000;

/** Sends bytes, says that there are no more, and gives the answer, or null when there is none in time. */
function send(port, bytes) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let text = '';
    const done = (result) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => done(null), patienceMs);
    socket.on('data', (piece) => {
      if (text.length < 65_536) text += piece.toString('latin1');
      if (/^content-type: text\/event-stream/im.test(text)) done(text); // it would go on for ever
    });
    socket.on('end', () => done(text));
    socket.on('error', () => done(text));
    socket.end(bytes);
  });
}

const clock = ['--clock', '2026-11-22T12:00:00Z'];
const server = await CsipServer.start({ sample: 'portfolio', init: clock, serve: clock });
const { pid } = server.process;

/** Every cell of every table, and the blueprint. */
async function everything() {
  const schema = (await ask(server, 'GET', '/api/schema')).body;
  const tables = {};
  for (const { name } of schema.tables) tables[name] = (await all(server, `${doc}/tables/${encodeURIComponent(name)}/rows?useColumnNames=true`, 500)).map(({ id, values }) => [id, values]);
  return { tables, files: (await ask(server, 'GET', '/api/blueprint')).body.files };
}

try {
  await check(`${count} hostile requests (seed ${seed}): words for each`, async () => {
    const random = randomOf(seed);
    const requests = new Requests(random, (await ask(server, 'GET', '/openapi.json')).body, namesOf((await ask(server, 'GET', '/api/schema')).body));
    const tokens = [server.readToken, server.token, server.token, server.adminToken, server.adminToken, 'nobody'];
    const statuses = new Map(), answered = new Set();
    let slowest = [0, ''];
    let left = count;
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        const { method, target, body, operationId } = requests.next();
        const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${random.pick(tokens)}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
        const whole = Buffer.from(head + body);
        const bytes = random.chance(0.35) ? damage(whole, random) : whole;
        const start = performance.now();
        const answer = await send(server.port, bytes);
        const took = performance.now() - start;
        const said = JSON.stringify(bytes.toString('latin1').slice(0, 3000));
        assert.notEqual(answer, null, `no end after ${patienceMs} ms: ${said}`);
        const status = answer.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 'none';
        assert.ok(status !== 'none' || bytes !== whole, `no answer to ${said}; the server says ${server.log.slice(-500)}`);
        assert.ok(!/^5/.test(status) || status === '503' || (status === '505' && bytes !== whole), `${status} for ${said}: ${answer.slice(0, 600)}`);
        if (/^4/.test(status) && bytes === whole && method !== 'HEAD') assert.match(answer, /"message":"[^"]/, said);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === '200' || status === '202') answered.add(operationId);
        if (took > slowest[0]) slowest = [took, `${method} ${target}`.slice(0, 120)];
      }
    }));
    console.log(`        answers: ${[...statuses].sort().map(([status, n]) => `${status} × ${n}`).join(', ')}; the slowest ${slowest[0].toFixed(0)} ms: ${slowest[1]}`);
    // Noise alone would prove little: most operations were also carried out.
    assert.ok(count < 5000 || answered.size >= requests.operations.length * 0.6, `only ${answered.size} of ${requests.operations.length} operations were ever carried out`);
  });

  await check('the server lives, and after a restart every cell is the same', async () => {
    assert.equal(server.process.pid, pid);
    assert.equal(server.process.exitCode, null);
    assert.ok(!/"level":"error"/.test(server.log), server.log.match(/.*"level":"error".*/)?.[0]);
    const before = await everything();
    await server.suspend();
    await server.resume();
    assert.deepEqual(await everything(), before);
    const made = await ask(server, 'POST', '/api/formula/evaluate', { body: { formula: '1 + 1' } });
    assert.equal(made.body.value, 2);
  });
} finally {
  await server.stop();
}
close();
