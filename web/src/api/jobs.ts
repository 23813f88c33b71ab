// Long work on the server: what it is, how far it has come, and what came of it.
import { getJson, sendJson } from './http';

export interface Job {
  id: string;
  kind: string;
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  of: number;
  step?: string;
  error?: string;
  sequence?: number;
  result?: JobResult;
}

export interface JobResult {
  new?: number;
  changed?: number;
  same?: number;
  /** All that were refused; `rejected` has the first of them. */
  rejectedCount?: number;
  rejected?: { line: number; message: string }[];
  rows?: number;
  file?: { id: string; name: string; size: number; type: string };
}

export const fetchJobs = (signal?: AbortSignal) => getJson<{ items: Job[] }>('/api/jobs', signal);
export const cancelJob = (id: string) => sendJson<Job>('DELETE', `/api/jobs/${encodeURIComponent(id)}`);
export const isOver = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled';
