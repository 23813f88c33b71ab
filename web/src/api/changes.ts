// Where the live stream of committed changes is.
import { addressOf } from './http';

/** Begins behind the transaction `after`. */
export const changesAddress = (after: number | undefined) => addressOf('GET', '/api/changes', { query: { after } });
