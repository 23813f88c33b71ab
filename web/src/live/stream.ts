// The live stream of the server, once per browser however many pages are open: a browser gives a server six connections, and
// six streams of six tabs would leave none for anything else. A shared worker holds the stream and hands every event to
// every page; where there is no shared worker, each page has a stream of its own.

import { changesAddress, type StreamEvents } from '../api/changes';

/** What the worker tells its pages. */
export type StreamMessage =
  | { kind: 'open' }
  | { kind: 'error' }
  | { kind: 'event'; name: string; id: string; data: string };

export const eventNames = ['message', 'reset', 'presence', 'job'] as const satisfies readonly (keyof StreamEvents)[];

/** The part of EventSource that the listener uses. */
export interface Stream {
  onmessage: ((message: StreamMessage) => void) | undefined;
  close(): void;
}

export function openStream(): Stream {
  if (typeof SharedWorker === 'undefined') return ownStream();
  try {
    return sharedStream();
  } catch {
    return ownStream(); // the browser knows shared workers and allows none here
  }
}

function sharedStream(): Stream {
  const { port } = new SharedWorker(new URL('./streamWorker.ts', import.meta.url), { type: 'module', name: 'csip-stream' });
  const stream: Stream = {
    onmessage: undefined,
    close() {
      port.postMessage('close');
      port.close();
    },
  };
  port.onmessage = ({ data }: MessageEvent<StreamMessage>) => stream.onmessage?.(data);
  // A page that goes away cannot be noticed by the worker; it says goodbye.
  addEventListener('pagehide', () => port.postMessage('close'));
  return stream;
}

function ownStream(): Stream {
  const stream: Stream = { onmessage: undefined, close: () => undefined };
  stream.close = keepOpen((message) => stream.onmessage?.(message));
  return stream;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Keeps a stream open, also when the server refuses it for a while; returns what ends it. */
export function keepOpen(tell: (message: StreamMessage) => void, open = (url: string) => new EventSource(url)): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;
  let last = '';

  const start = () => {
    source = open(changesAddress(last === '' ? undefined : Number(last)));
    source.onopen = () => {
      pause = FIRST_PAUSE_MS;
      tell({ kind: 'open' });
    };
    for (const name of eventNames) {
      source.addEventListener(name, (event) => {
        const { data, lastEventId } = event as MessageEvent<string>;
        if (name === 'message' && lastEventId) last = lastEventId;
        tell({ kind: 'event', name, id: lastEventId, data: String(data) });
      });
    }
    source.onerror = () => {
      tell({ kind: 'error' });
      if (source?.readyState !== 2) return; // not closed: the browser tries again by itself
      source.close();
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  };
  start();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
