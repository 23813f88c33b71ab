// A value that a person sets in the place of a computed one, with a reason and for as long as they say.
import type { CellPlace, Override } from './generated';
import { sendJson } from './http';

export const setOverride = (override: Override) => sendJson('POST', '/api/overrides', { body: override });
export const clearOverride = ({ table, row, column }: CellPlace) => sendJson('DELETE', '/api/overrides', { query: { table, row, column } });
