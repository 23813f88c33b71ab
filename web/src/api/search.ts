// Records by what they are called or say.
import { getJson } from './http';

export const fetchFound = (text: string, limit: number, signal?: AbortSignal) => getJson('/api/search', { query: { q: text, limit }, signal });
