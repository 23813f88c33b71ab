// A csip server of its own for a test: fresh data folder, free port, a token. Stop it when done.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env.CSIP_BINARY;
const READY_MS = 30_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export class CsipServer {
  static async start({ sample = 'gard-as', init = [], serve = [] } = {}) {
    if (!binary) throw new Error('CSIP_BINARY does not say which csip to test');
    const server = new CsipServer();
    server.folder = mkdtempSync(join(tmpdir(), 'csip-browser-'));
    server.data = join(server.folder, 'data');
    execFileSync(binary, ['init', '--data', server.data, ...(sample ? ['--sample', sample] : []), ...init]);
    server.token = server.makeToken('write');
    server.readToken = server.makeToken('read');
    server.adminToken = server.makeToken('admin');
    server.options = serve;
    server.port = await freePort();
    server.url = `http://127.0.0.1:${server.port}`;
    await server.resume();
    return server;
  }

  /** A token's secret is the last word that the command prints. */
  makeToken(scope) {
    const words = execFileSync(binary, ['token', 'create', '--data', this.data, '--name', 'test', '--scope', scope]);
    return words.toString().trim().split(/\s+/).at(-1);
  }

  /** Starts the process, also again after it was stopped, and waits until it answers. */
  async resume() {
    this.log = '';
    this.process = spawn(binary, ['serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`, ...this.options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (text) => (this.log += text));
    const end = Date.now() + READY_MS;
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`csip serve ended with ${this.process.exitCode}:\n${this.log}`);
      try {
        if ((await this.request('GET', '/apis/v1/whoami')).status === 200) return;
      } catch {
        // It does not listen yet.
      }
      if (Date.now() > end) throw new Error(`csip serve does not answer after ${READY_MS / 1000} s:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async suspend() {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  async stop() {
    await this.suspend();
    rmSync(this.folder, { recursive: true, force: true });
  }

  request(method, path, body) {
    return fetch(this.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async json(method, path, body) {
    const response = await this.request(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** All rows of a table, with values by column name. */
  async rows(table) {
    const query = 'useColumnNames=true&valueFormat=simpleWithArrays&limit=500';
    return (await this.json('GET', `/apis/v1/docs/csip/tables/${table}/rows?${query}`)).items;
  }

  update(table, row, values) {
    const cells = Object.entries(values).map(([column, value]) => ({ column, value }));
    return this.json('PUT', `/apis/v1/docs/csip/tables/${table}/rows/${row}`, { row: { cells } });
  }
}
