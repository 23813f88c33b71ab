// Long work on the server: what it is, how far it has come, and what came of it.
import type { Job } from './generated';
import { addressOf, getJson, sendJson } from './http';

export type { Job };

export const fetchJobs = (signal?: AbortSignal) => getJson('/api/jobs', { signal });
export const fetchJob = (id: string) => getJson('/api/jobs/{jobId}', { path: { jobId: id } });
export const cancelJob = (id: string) => sendJson('DELETE', '/api/jobs/{jobId}', { path: { jobId: id } });
/** Where the file of a job that is done is fetched while the server knows the job. */
export const jobFileAddress = ({ id }: Job) => addressOf('GET', '/api/jobs/{jobId}/file', { path: { jobId: id } });
export const isOver = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled';
