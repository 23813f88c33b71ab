// Which record this page has open.
import type { Presence, Present } from './generated';
import { addressOf } from './http';

export type { Presence, Present };

/** Presence is a courtesy: where it cannot be told nothing is lost. `keepalive` lets a page that closes say so. */
export function tellPresence(presence: Presence) {
  void fetch(addressOf('POST', '/api/presence', {}), {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(presence),
  }).catch(() => undefined);
}
