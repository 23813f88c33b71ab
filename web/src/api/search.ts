// Records by what they are called or say.
import { getJson } from './http';

export interface Found {
  table: string;
  row: string;
  name: string;
  /** Where it was found, when not in the name. */
  column?: string;
  text?: string;
}

export const fetchFound = (text: string, limit: number, signal?: AbortSignal) =>
  getJson<{ items: Found[] }>(`/api/search?${new URLSearchParams({ q: text, limit: String(limit) })}`, signal);
