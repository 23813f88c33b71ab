// The file of an export: where it lies, who gets it, and when it is gone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { check, until } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { ask, refused } from './client.mjs';

export async function exports(clock) {
  const server = await CsipServer.start({ init: clock, serve: [...clock, '--test-clock'] });
  try {
    await parts(server);
  } finally {
    await server.stop();
  }
}

async function parts(server) {
  const folder = join(server.data, 'exports');
  const there = () => (existsSync(folder) ? readdirSync(folder) : []);
  const start = async (view = 'Account_Master', query = '') => {
    const { status, body, text } = await ask(server, 'POST', '/api/exports', { body: { view, query }, token: server.readToken });
    assert.equal(status, 202, text);
    return body.id;
  };
  const over = (id) =>
    until(
      'the job to be over',
      async () => {
        const { body } = await ask(server, 'GET', `/api/jobs/${id}`);
        return !['waiting', 'running'].includes(body.state) && body;
      },
      60_000,
    );
  const done = async (id) => {
    const job = await over(id);
    assert.equal(job.state, 'done', job.error);
    return job;
  };
  const fetchFile = (id, { token = server.readToken, method = 'GET' } = {}) =>
    fetch(`${server.url}/api/jobs/${id}/file`, { method, headers: token ? { Authorization: `Bearer ${token}` } : {} });
  const advance = async (seconds) => {
    const { status, text } = await ask(server, 'POST', '/api/test/clock', { body: { advanceSeconds: seconds }, token: server.adminToken });
    assert.equal(status, 200, text);
  };

  await check('exports: a file of the job, as an attachment, for who may read; no attached file', async () => {
    const job = await done(await start());
    assert.deepEqual(Object.keys(job.result.file), ['name', 'size', 'type']);
    assert.deepEqual(there(), [`${job.id}.csv`]);
    const { mode, size } = statSync(join(folder, `${job.id}.csv`));
    assert.equal(mode & 0o777, 0o600);
    const answer = await fetchFile(job.id);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.status, 200);
    assert.match(bytes.toString(), /^\ufeff.*Account.*\r\n/);
    assert.match(bytes.toString(), /Gard AS/);
    assert.deepEqual([bytes.length, job.result.file.size, Number(answer.headers.get('content-length'))], [size, size, size]);
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(answer.headers.get('content-disposition'), `attachment; filename="${job.result.file.name}"; filename*=UTF-8''${job.result.file.name}`);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy'), /^sandbox; default-src 'none'/);
    assert.match(answer.headers.get('cache-control'), /private/);
    const head = await fetchFile(job.id, { method: 'HEAD' });
    assert.deepEqual([head.status, Number(head.headers.get('content-length'))], [200, size]);
    assert.equal((await fetchFile(job.id, { token: '' })).status, 401);
    await refused(server, 'GET', `/api/files/${job.id}`, {}, 404, /no file/);
    assert.deepEqual(readdirSync(join(server.data, 'files')), []);
  });

  await check('exports: in no backup', () => {
    assert.equal(there().length, 1);
    const backup = join(server.folder, 'backup');
    execFileSync(process.env.CSIP_BINARY, ['backup', '--data', server.data, backup]);
    assert.equal(existsSync(join(backup, 'exports')), false);
  });

  await check('exports: forgotten after an hour, with the file', async () => {
    const [name] = there();
    const id = name.replace('.csv', '');
    await advance(3000);
    assert.equal((await fetchFile(id)).status, 200);
    await advance(601);
    await refused(server, 'GET', `/api/jobs/${id}/file`, {}, 404, /no job.*kept for an hour/);
    assert.deepEqual(there(), []);
  });

  await check('exports: what fails or is of another kind has no file, and says so', async () => {
    const failed = await over(await start('Tasks', 'filter=Nonsense('));
    assert.equal(failed.state, 'failed');
    await refused(server, 'GET', `/api/jobs/${failed.id}/file`, {}, 404, /failed and has no file/);
    const csv = await ask(server, 'POST', '/api/imports?table=Tasks&dryRun=true', { raw: 'Task_Name,Account\na,Gard AS\n', headers: { 'Content-Type': 'text/csv' } });
    const tried = await done(csv.body.id);
    await refused(server, 'GET', `/api/jobs/${tried.id}/file`, {}, 404, /done and has no file/);
    const taken = await done(await start());
    rmSync(join(folder, `${taken.id}.csv`));
    await refused(server, 'GET', `/api/jobs/${taken.id}/file`, {}, 404, /gone/);
    await refused(server, 'GET', '/api/jobs/job-1/file', {}, 404, /no job/);
    assert.deepEqual(there(), []);
  });

  await check('exports: over 25 MB, and without a trace when cancelled', async () => {
    const long = 'A task that is told at length. '.repeat(20);
    for (let part = 0; part < 2; ++part) {
      const rows = Array.from({ length: 25_000 }, (_, i) => `${part} ${i} ${long},Gard AS`).join('\n');
      const { body } = await ask(server, 'POST', '/api/imports?table=Tasks', { raw: `Task_Name,Account\n${rows}\n`, headers: { 'Content-Type': 'text/csv' } });
      await done(body.id);
    }
    const large = await done(await start('Tasks'));
    assert.ok(large.result.file.size > 25 * 1024 * 1024, `${large.result.file.size}`);
    const bytes = Buffer.from(await (await fetchFile(large.id)).arrayBuffer());
    assert.equal(bytes.length, large.result.file.size);
    assert.equal(bytes.toString().match(/\r\n/g).length, large.result.rows + 1);
    // Two that keep the server busy, so that the third is cancelled before its end.
    const others = [await start('Tasks'), await start('Tasks')];
    const id = await start('Tasks');
    await refused(server, 'GET', `/api/jobs/${id}/file`, {}, 404, /not done yet/);
    const { status, text } = await ask(server, 'DELETE', `/api/jobs/${id}`, { token: server.readToken });
    assert.equal(status, 200, text);
    assert.equal((await over(id)).state, 'cancelled');
    for (const other of others) await done(other);
    assert.deepEqual(there().toSorted(), [large.id, ...others].map((job) => `${job}.csv`).toSorted());
    await refused(server, 'GET', `/api/jobs/${id}/file`, {}, 404, /cancelled and has no file/);
  });

  await check('exports: nothing is left when the server starts again', async () => {
    const ended = new Promise((resolve) => server.process.once('exit', resolve));
    server.process.kill('SIGKILL');
    await ended;
    assert.equal(there().length, 3);
    mkdirSync(join(folder, 'odd'));
    writeFileSync(join(folder, 'odd', 'job-2.csv'), 'left');
    await server.resume();
    assert.deepEqual(there(), []);
    const { id } = await done(await start());
    assert.deepEqual(there(), [`${id}.csv`]);
    await server.suspend();
    assert.deepEqual(there(), []);
    await server.resume();
  });
}
