// The live stream: every change once, in order, and resumed where a client was.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { ask, cells, doc, refused } from './client.mjs';
import { fitsOwnStream } from './own_contract.mjs';

/** An open stream; `next` gives its events one by one, each as the server's own description has it. */
export class Events {
  static async open(server, path = '/api/changes', headers = {}) {
    const events = new Events();
    events.abort = new AbortController();
    const response = await fetch(server.url + path, {
      headers: { Authorization: `Bearer ${server.token}`, Accept: 'text/event-stream', ...headers },
      signal: events.abort.signal,
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/event-stream/);
    events.reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    events.text = '';
    events.fits = (event, data) => fitsOwnStream(server, path, event, data);
    return events;
  }

  async next() {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        const event = Object.fromEntries(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => line.split(/: (.*)/s)));
        if (!event.data) continue;
        const data = JSON.parse(event.data);
        await this.fits(event.event ?? 'message', data);
        return { ...event, data };
      }
      const { value, done } = await this.reader.read();
      if (done) throw new Error('the stream ended');
      this.text += value;
    }
  }

  close() {
    this.abort.abort();
  }
}

export async function stream(server) {
  const set = async (value) => {
    const { status, text } = await ask(server, 'PUT', `${doc}/tables/Account_Master/rows/i-1`, { body: { row: cells({ Employee_Count: value }) } });
    assert.equal(status, 202, text);
  };

  await check('changes arrive, with what they made of computed cells', async () => {
    const events = await Events.open(server);
    const other = await Events.open(server);
    const arr = (await ask(server, 'GET', `${doc}/tables/Account_Master/rows/i-1?useColumnNames=true`)).body.values.ARR;
    await ask(server, 'PUT', `${doc}/tables/Account_Master/rows/i-1`, { body: { row: cells({ ARR: arr + 1000 }) } });
    const { id, data } = await events.next();
    assert.equal(Number(id), data.sequence);
    assert.ok(data.cells.some(({ value, computed }) => value === arr + 1000 && !computed));
    assert.ok(data.cells.some(({ computed }) => computed), 'the portfolio of the people is computed from it');
    assert.deepEqual((await other.next()).data, data);
    await ask(server, 'PUT', `${doc}/tables/Account_Master/rows/i-1`, { body: { row: cells({ ARR: arr }) } });
    assert.equal((await events.next()).data.sequence, data.sequence + 1);
    events.close();
    other.close();
  });

  await check('a client that comes back gets what it missed, by header and by parameter', async () => {
    const events = await Events.open(server);
    await set(1);
    const seen = await events.next();
    events.close();
    await set(2);
    await set(3);
    for (const resumed of [
      await Events.open(server, '/api/changes', { 'Last-Event-ID': seen.id }),
      await Events.open(server, `/api/changes?after=${seen.id}`),
    ]) {
      for (const value of [2, 3]) {
        const { data } = await resumed.next();
        assert.ok(data.cells.some((cell) => cell.value === value), `${value} in ${JSON.stringify(data.cells)}`);
      }
      resumed.close();
    }
    await set(680);
  });

  await check('a position that is not kept, or never was, resets', async () => {
    for (const position of ['9007199254740000', '0']) {
      const events = await Events.open(server, `/api/changes?after=${position}`);
      const event = await events.next();
      assert.equal(event.event, 'reset', position);
      const before = event.data.sequence;
      await set(Number(position[0]) + 1);
      assert.ok((await events.next()).data.sequence > before);
      events.close();
    }
    await set(680);
    await refused(server, 'GET', '/api/changes?after=soon', {}, 400, /sequence/);
    await refused(server, 'GET', '/api/changes?after=-1', {}, 400, /sequence/);
  });

  await check('transitions: a cursor is read on from, moves when told, and never back', async () => {
    const at = '/api/transition-cursors/mail';
    const call = async (method, path, body, status = 200) => {
      const answer = await ask(server, method, path, { body });
      assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
      return answer.body;
    };
    await refused(server, 'GET', at, {}, 404, /PUT/);
    await refused(server, 'GET', '/api/transitions?cursor=mail', {}, 404, /no cursor/);
    const made = await call('PUT', at);
    assert.equal(made.next, String((await call('GET', '/api/transitions?limit=1')).sequence));
    assert.equal((await call('PUT', at, { next: '0' })).next, '0');
    assert.equal((await call('PUT', at, {})).next, '0', 'one that is there stays');
    const page = await call('GET', '/api/transitions?cursor=mail&limit=5');
    assert.deepEqual([page.after, page.items.length, page.more], ['0', 5, true]);
    assert.equal((await call('GET', at)).next, '0', 'reading does not move it');
    assert.equal((await call('POST', at, { next: page.next, after: page.after })).next, page.next);
    await refused(server, 'POST', at, { body: { next: page.next, after: page.after } }, 409, /not at 0 any more/);
    await refused(server, 'POST', at, { body: { next: page.items[1].place } }, 409, /does not go back/);
    const next = await call('GET', '/api/transitions?cursor=mail&limit=1');
    const plain = await call('GET', `/api/transitions?after=${page.next}&limit=1`);
    assert.deepEqual(next.items, plain.items);
    for (const body of [{}, { next: 7 }, { next: 'soon' }, { next: '99999999' }, []]) await refused(server, 'POST', at, { body }, 400);
    await refused(server, 'GET', '/api/transitions?cursor=mail&after=1', {}, 400, /not both/);
    await refused(server, 'PUT', '/api/transition-cursors/a%20b', {}, 400, /letters/);
    assert.ok((await call('GET', '/api/transition-cursors')).items.some(({ name }) => name === 'mail'));

    const streamed = await Events.open(server, '/api/transitions/stream?cursor=mail');
    const first = await streamed.next();
    assert.deepEqual([first.id, first.data], [next.items[0].place, next.items[0]]);
    streamed.close();
    const resumed = await Events.open(server, '/api/transitions/stream', { 'Last-Event-ID': first.id });
    const second = (await call('GET', `/api/transitions?after=${first.id}&limit=1`)).items[0];
    assert.deepEqual((await resumed.next()).data, second);
    resumed.close();
    await refused(server, 'GET', '/api/transitions/stream?after=soon', {}, 400, /no sequence number/);
    await call('DELETE', at);
    await refused(server, 'DELETE', at, {}, 404);
  });
}
