import { describe, expect, it } from 'vitest';
import type { Change } from '../api/changes';
import { listen, readChange, type Connection } from './changes';
import type { Stream } from './stream';

function start() {
  const seen = { changes: [] as Change[], connections: [] as Connection[], resets: 0, present: [] as string[], jobs: [] as string[] };
  const stream: Stream = { onmessage: undefined, close: () => undefined };
  listen(
    {
      onChange: (change) => seen.changes.push(change),
      onConnection: (connection) => seen.connections.push(connection),
      onReset: () => (seen.resets += 1),
      onPresence: (people) => seen.present.push(...people.map(({ name }) => name)),
      onJob: ({ id }) => seen.jobs.push(id),
    },
    () => stream,
  );
  const hear = (name: string, data: string) => stream.onmessage?.({ kind: 'event', name, id: '', data });
  return { seen, stream, hear };
}

describe('listen', () => {
  it('hands on changes and passes over what it cannot read', () => {
    const { seen, stream, hear } = start();
    stream.onmessage?.({ kind: 'open' });
    hear('message', '{"sequence":7,"time":"t","actor":"a"}');
    hear('message', 'not JSON');
    hear('message', '{"something":"else"}');
    expect(seen.changes).toMatchObject([{ sequence: 7, time: 't', actor: 'a', schema: false, rows: [], cells: [] }]);
    expect(seen.connections).toEqual(['connecting', 'live']);
  });

  it('has everything read again after the line was lost', () => {
    const { seen, stream } = start();
    stream.onmessage?.({ kind: 'open' });
    stream.onmessage?.({ kind: 'error' });
    expect(seen.connections.at(-1)).toBe('lost');
    expect(seen.resets).toBe(0);
    stream.onmessage?.({ kind: 'open' });
    expect(seen.connections.at(-1)).toBe('live');
    expect(seen.resets).toBe(1);
  });

  it('tells who is present, how far jobs are, and of a reset', () => {
    const { seen, hear } = start();
    hear('presence', '{"people":[{"client":"x","name":"Ida","table":"t","row":"i-1"}]}');
    hear('presence', '{}');
    hear('job', '{"id":"job-1","state":"running"}');
    hear('job', '17');
    hear('reset', '{}');
    expect(seen.present).toEqual(['Ida']);
    expect(seen.jobs).toEqual(['job-1']);
    expect(seen.resets).toBe(1);
  });
});

describe('readChange', () => {
  it('refuses what has no sequence number', () => {
    expect(readChange('{}')).toBeUndefined();
    expect(readChange('null')).toBeUndefined();
  });
});
