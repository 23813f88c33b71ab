import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepOpen, type StreamMessage } from './stream';

class FakeSource {
  static opened: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private handlers = new Map<string, (event: { data: string; lastEventId: string }) => void>();
  constructor(readonly url: string) {
    FakeSource.opened.push(this);
  }
  addEventListener(name: string, handler: (event: { data: string; lastEventId: string }) => void) {
    this.handlers.set(name, handler);
  }
  say(name: string, data: string, lastEventId = '') {
    this.handlers.get(name)?.({ data, lastEventId });
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
  const heard: StreamMessage[] = [];
  const stop = keepOpen(
    (message) => heard.push(message),
    (url) => new FakeSource(url) as unknown as EventSource,
  );
  return { heard, stop };
}

beforeEach(() => {
  FakeSource.opened = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('keepOpen', () => {
  it('tells of every kind of event', () => {
    const { heard } = start();
    last().onopen?.();
    last().say('message', '{"sequence":7}', '7');
    last().say('job', '{}');
    expect(heard).toEqual([
      { kind: 'open' },
      { kind: 'event', name: 'message', id: '7', data: '{"sequence":7}' },
      { kind: 'event', name: 'job', id: '', data: '{}' },
    ]);
  });

  it('lets the browser reconnect by itself', () => {
    const { heard } = start();
    last().onerror?.();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(1);
    expect(heard).toEqual([{ kind: 'error' }]);
  });

  it('opens a refused stream anew, with growing pauses, from where it stopped', () => {
    start();
    last().say('message', '{"sequence":41}', '41');
    const refuse = () => {
      last().readyState = 2;
      last().onerror?.();
    };
    refuse();
    vi.advanceTimersByTime(999);
    expect(FakeSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSource.opened).toHaveLength(2);
    expect(last().url).toContain('after=41');
    refuse();
    vi.advanceTimersByTime(1_000);
    expect(FakeSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1_000);
    expect(FakeSource.opened).toHaveLength(3);
  });

  it('stops when told', () => {
    const { stop } = start();
    last().readyState = 2;
    last().onerror?.();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(1);
  });
});
