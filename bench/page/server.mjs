// A csip that serves a data folder on a free port until it is stopped.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** `clock` is the time it has, as 2026-11-22T09:30:00Z; without it the machine's. */
export async function serve(binary, data, clock) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...(clock ? ['--clock', clock] : [])], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  for (;;) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) break;
    if (server.exitCode !== null) throw new Error(`csip serve ended with ${server.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async stop() {
      server.kill();
      await ended;
    },
  };
}
