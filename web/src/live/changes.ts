// What the live stream says: committed changes, who is where, how far long work has come. `reset` means the server could not
// replay what was missed: everything on screen has to be read again.
import type { Change, StreamEvents } from '../api/changes';
import type { Job } from '../api/jobs';
import type { Present } from './presence';
import { openStream, type Stream } from './stream';

export type Connection = 'connecting' | 'live' | 'lost';

export interface ChangeListener {
  onChange(change: Change): void;
  onConnection(connection: Connection): void;
  /** Something may have been missed: read everything again. */
  onReset(): void;
  onPresence?(people: Present[]): void;
  onJob?(job: Job): void;
}

/** Listens until the returned function is called. */
export function listen(listener: ChangeListener, open: () => Stream = openStream): () => void {
  const stream = open();
  let wasLost = false;
  listener.onConnection('connecting');
  stream.onmessage = (message) => {
    if (message.kind === 'open') {
      listener.onConnection('live');
      // The time between the loss and now is replayed by the server; a restarted one may not know it any more.
      if (wasLost) listener.onReset();
      wasLost = false;
    } else if (message.kind === 'error') {
      wasLost = true;
      listener.onConnection('lost');
    } else {
      hear(listener, message.name, message.data);
    }
  };
  return () => stream.close();
}

function hear(listener: ChangeListener, name: string, data: string) {
  if (name === 'reset') return listener.onReset();
  if (name === 'presence') {
    const people = readJson<Partial<StreamEvents['presence']>>(data)?.people;
    if (Array.isArray(people)) listener.onPresence?.(people);
  } else if (name === 'job') {
    const job = readJson<StreamEvents['job']>(data);
    if (typeof job?.id === 'string') listener.onJob?.(job);
  } else {
    const change = readChange(data);
    if (change) listener.onChange(change);
  }
}

export function readChange(text: string): Change | undefined {
  const data = readJson<Partial<StreamEvents['message']>>(text);
  if (typeof data?.sequence !== 'number') return undefined;
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
}

function readJson<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
