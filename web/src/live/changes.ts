// The live stream of committed changes (server-sent events at /api/changes).
//
// The browser reconnects a broken stream by itself and names the last event it saw, so that nothing is missed; when the
// server refuses the stream altogether we try again with growing pauses. `reset` means the server could not replay what
// was missed: everything on screen has to be read again.

import type { Job } from '../api/jobs';
import type { Present } from './presence';

export interface Change {
  sequence: number;
  time: string;
  actor: string;
  cause: string;
  /** The blueprint changed. */
  schema: boolean;
  /** Too many cells to list. */
  truncated: boolean;
  rows: { table: string; row: string; inserted: boolean; deleted: boolean }[];
  cells: { table: string; row: string; column: string; value: unknown; computed: boolean }[];
}

export type Connection = 'connecting' | 'live' | 'lost';

export interface ChangeListener {
  onChange(change: Change): void;
  onConnection(connection: Connection): void;
  /** Something may have been missed: read everything again. */
  onReset(): void;
  onPresence?(people: Present[]): void;
  onJob?(job: Job): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Listens until the returned function is called. */
export function listen(listener: ChangeListener, open = (url: string) => new EventSource(url)): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;
  let wasLost = false;
  let lastSequence: number | undefined;

  const start = () => {
    source = open(lastSequence === undefined ? '/api/changes' : `/api/changes?after=${lastSequence}`);
    source.onopen = () => {
      pause = FIRST_PAUSE_MS;
      listener.onConnection('live');
      // The time between the loss and now is replayed by the server; a restarted one may not know it any more.
      if (wasLost) listener.onReset();
      wasLost = false;
    };
    source.onmessage = (event) => {
      const change = readChange(event.data);
      if (!change) return;
      lastSequence = change.sequence;
      listener.onChange(change);
    };
    source.addEventListener('reset', () => listener.onReset());
    source.addEventListener('presence', (event) => {
      const people = readJson<{ people?: Present[] }>(event.data)?.people;
      if (Array.isArray(people)) listener.onPresence?.(people);
    });
    source.addEventListener('job', (event) => {
      const job = readJson<Job>(event.data);
      if (job && typeof job.id === 'string') listener.onJob?.(job);
    });
    source.onerror = () => {
      wasLost = true;
      listener.onConnection('lost');
      if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again
      source.close();
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  };

  listener.onConnection('connecting');
  start();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

export function readChange(text: string): Change | undefined {
  try {
    const data = JSON.parse(text) as Partial<Change>;
    if (typeof data.sequence !== 'number') return undefined;
    return {
      sequence: data.sequence,
      time: data.time ?? '',
      actor: data.actor ?? '',
      cause: data.cause ?? '',
      schema: data.schema ?? false,
      truncated: data.truncated ?? false,
      rows: data.rows ?? [],
      cells: data.cells ?? [],
    };
  } catch {
    return undefined;
  }
}

function readJson<T>(text: unknown): T | undefined {
  try {
    return JSON.parse(String(text)) as T;
  } catch {
    return undefined;
  }
}
