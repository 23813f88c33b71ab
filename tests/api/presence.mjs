// Who is where: told to all who listen, forgotten in time, and kept within bounds.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, refused } from './client.mjs';
import { Events } from './stream.mjs';

export async function presence(server) {
  const { tables } = (await ask(server, 'GET', '/api/schema')).body;
  const table = tables.find(({ name }) => name === 'Account_Master');
  const column = table.columns.find(({ name }) => name === 'ARR');
  const beat = async (body, token = server.token) => {
    const { status, text } = await ask(server, 'POST', '/api/presence', { body, token });
    assert.equal(status, 204, text);
  };
  const told = async (events) => {
    for (;;) {
      const { event, data } = await events.next();
      if (event === 'presence') return data.people;
    }
  };
  const events = await Events.open(server);
  const here = { table: table.id, row: 'i-1' };

  await check('presence: a page says where it is, and all hear of it, also those who come later', async () => {
    await beat({ client: 'one', table: 'Account_Master', row: 'Gard AS' });
    const [one] = await told(events);
    assert.deepEqual({ ...one, name: '' }, { client: 'one', name: '', ...here, editing: false });
    assert.ok(one.name);
    await beat({ client: 'two', ...here, column: 'ARR', editing: true }, server.readToken);
    assert.deepEqual((await told(events)).map(({ client, column: at, editing }) => [client, at, editing]).toSorted(), [['one', undefined, false], ['two', column.id, true]]);
    const late = await Events.open(server);
    assert.equal((await told(late)).length, 2);
    late.close();
  });

  await check('presence: nobody leaves for another, and who leaves is forgotten at once', async () => {
    await beat({ client: 'one', leave: true }, server.readToken);
    await beat({ client: 'two', ...here }, server.readToken);
    assert.deepEqual((await told(events)).map(({ client }) => client).toSorted(), ['one', 'two']);
    await beat({ client: 'one', leave: true });
    assert.deepEqual((await told(events)).map(({ client }) => client), ['two']);
  });

  await check('presence: who is silent for 45 seconds is forgotten', async () => {
    assert.equal((await ask(server, 'POST', '/api/test/clock', { body: { advanceSeconds: 46 }, token: server.adminToken })).status, 200);
    await beat({ client: 'three', ...here });
    assert.deepEqual((await told(events)).map(({ client }) => client), ['three']);
    await beat({ client: 'three', leave: true });
    assert.deepEqual(await told(events), []);
  });

  await check('presence: what is wrong is said, and too much is refused', async () => {
    for (const body of [{}, { client: '' }, { client: 'a b' }, { client: '<script>' }, { client: 'x'.repeat(41), ...here }, { client: 7 }]) {
      await refused(server, 'POST', '/api/presence', { body: { ...here, ...body, ...(body.client === undefined ? { client: null } : {}) } }, 400, /client/);
    }
    await refused(server, 'POST', '/api/presence', { body: { client: 'a', table: 'Nowhere', row: 'i-1' } }, 404);
    await refused(server, 'POST', '/api/presence', { body: { client: 'a', ...here, row: 'i-99999' } }, 404);
    await refused(server, 'POST', '/api/presence', { body: { client: 'a', ...here, column: 'Nothing' } }, 404);
    await refused(server, 'POST', '/api/presence', { body: { client: 'a', ...here, more: 'x'.repeat(4000) } }, 413);
    await refused(server, 'POST', '/api/presence', { body: { client: 'a', ...here }, token: 'nobody' }, 401);
    let limited = 0;
    for (let i = 0; i < 140; ++i) {
      const { status } = await ask(server, 'POST', '/api/presence', { body: { client: 'fast', ...here }, token: server.adminToken });
      limited += status === 429 ? 1 : 0;
    }
    assert.ok(limited >= 30, `${limited} were refused`);
    assert.equal((await ask(server, 'POST', '/api/test/clock', { body: { advanceSeconds: 60 }, token: server.adminToken })).status, 200);
  });
  events.close();
}
