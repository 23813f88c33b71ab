// Edits that could not be sent because the line to the server is down. They are kept in this browser, in order, and sent
// when the line is back, so that nothing that was typed is lost - not by a dropped network, a restart of the server, or a
// reload of the page.
import type { EditRequest } from '../api/edits';

const STORAGE_KEY = 'csip-outbox';

export interface Outbox {
  all(): EditRequest[];
  add(request: EditRequest): void;
  /** Forgets the oldest one. */
  drop(): void;
}

export function openOutbox(storage: Storage | undefined = safeStorage()): Outbox {
  let waiting = read(storage);
  const save = () => {
    try {
      if (waiting.length === 0) storage?.removeItem(STORAGE_KEY);
      else storage?.setItem(STORAGE_KEY, JSON.stringify(waiting));
    } catch {
      // Storage is full or closed: the edits live as long as the page.
    }
  };
  return {
    all: () => waiting,
    add(request) {
      waiting = [...waiting, request];
      save();
    },
    drop() {
      waiting = waiting.slice(1);
      save();
    },
  };
}

function safeStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function read(storage: Storage | undefined): EditRequest[] {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((entry): entry is EditRequest => Array.isArray((entry as EditRequest)?.actions)) : [];
  } catch {
    return [];
  }
}
