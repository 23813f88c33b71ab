import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen, readChange, type Change, type Connection } from './changes';

class FakeSource {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  private resets: (() => void)[] = [];
  constructor(readonly url: string) {
    FakeSource.opened.push(this);
  }
  addEventListener(name: string, handler: () => void) {
    if (name === 'reset') this.resets.push(handler);
  }
  reset() {
    for (const handler of this.resets) handler();
  }
  close() {
    this.readyState = 2;
  }
}

const last = () => {
  const source = FakeSource.opened.at(-1);
  if (!source) throw new Error('no stream was opened');
  return source;
};

function start() {
  const seen = { changes: [] as Change[], connections: [] as Connection[], resets: 0 };
  const stop = listen(
    {
      onChange: (change) => seen.changes.push(change),
      onConnection: (connection) => seen.connections.push(connection),
      onReset: () => (seen.resets += 1),
    },
    (url) => new FakeSource(url) as unknown as EventSource,
  );
  return { seen, stop };
}

beforeEach(() => {
  FakeSource.opened = [];
  vi.stubGlobal('EventSource', FakeSource);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('listen', () => {
  it('hands on changes and passes over what it cannot read', () => {
    const { seen } = start();
    last().onopen?.();
    last().onmessage?.({ data: '{"sequence":7,"time":"t","actor":"a"}' });
    last().onmessage?.({ data: 'not JSON' });
    last().onmessage?.({ data: '{"something":"else"}' });
    expect(seen.changes).toMatchObject([{ sequence: 7, time: 't', actor: 'a', rows: [], cells: [] }]);
    expect(seen.connections).toEqual(['connecting', 'live']);
  });

  it('lets the browser reconnect, and has everything read again afterwards', () => {
    const { seen } = start();
    last().onopen?.();
    last().onerror?.();
    expect(seen.connections.at(-1)).toBe('lost');
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(1);
    last().onopen?.();
    expect(seen.connections.at(-1)).toBe('live');
    expect(seen.resets).toBe(1);
  });

  it('opens a refused stream anew, with growing pauses, from where it stopped', () => {
    start();
    last().onmessage?.({ data: '{"sequence":41}' });
    const refuse = () => {
      last().readyState = FakeSource.CLOSED;
      last().onerror?.();
    };
    refuse();
    vi.advanceTimersByTime(999);
    expect(FakeSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSource.opened).toHaveLength(2);
    expect(last().url).toContain('41');
    refuse();
    vi.advanceTimersByTime(1_000);
    expect(FakeSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1_000);
    expect(FakeSource.opened).toHaveLength(3);
  });

  it('passes on a reset and stops when told', () => {
    const { seen, stop } = start();
    last().reset();
    expect(seen.resets).toBe(1);
    last().readyState = FakeSource.CLOSED;
    last().onerror?.();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(1);
  });
});

describe('readChange', () => {
  it('refuses what has no sequence number', () => {
    expect(readChange('{}')).toBeUndefined();
    expect(readChange('null')).toBeUndefined();
  });
});
