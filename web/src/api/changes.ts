// Where the live stream of committed changes is, and what it says.
import type { Operations } from './generated';
import { addressOf } from './http';

export type { Change } from './generated';
/** The data of each event by its name. */
export type StreamEvents = Operations['changes']['events'];

/** Begins behind the transaction `after`. */
export const changesAddress = (after: number | undefined) => addressOf('GET', '/api/changes', { query: { after } });
