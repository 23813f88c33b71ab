// Long work on the server: what it is, how far it has come, and what came of it.
import type { Job } from './generated';
import { getJson, sendJson } from './http';

export type { Job };

export const fetchJobs = (signal?: AbortSignal) => getJson('/api/jobs', { signal });
export const fetchJob = (id: string) => getJson('/api/jobs/{jobId}', { path: { jobId: id } });
export const cancelJob = (id: string) => sendJson('DELETE', '/api/jobs/{jobId}', { path: { jobId: id } });
export const isOver = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled';
