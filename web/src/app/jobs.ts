// The jobs that the server knows, kept up to date by the live stream.
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchJob, fetchJobs, isOver, type Job } from '../api/jobs';

const POLL_MS = 1_000;

/** The newest first. */
export function useJobs(): Job[] {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['jobs'], queryFn: ({ signal }) => fetchJobs(signal) });
  const [jobs, setJobs] = useState<Map<string, Job>>(new Map());
  useEffect(() => {
    if (data) setJobs(new Map(data.items.map((job) => [job.id, job])));
  }, [data]);
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        const [kind, id] = query.queryKey;
        const job = query.state.data as Job | undefined;
        if (kind !== 'jobs' || typeof id !== 'string' || !job) return;
        setJobs((before) => {
          if (before.get(id) === job) return before;
          // One that is known keeps its place; a new one comes first.
          return before.has(id) ? new Map(before).set(id, job) : new Map<string, Job>([[id, job], ...before]);
        });
      }),
    [client],
  );
  return [...jobs.values()];
}

/** Makes a job that was just begun known to the page, before the stream tells of it. */
export function announce(client: QueryClient, job: Job) {
  if (client.getQueryData(['jobs', job.id]) === undefined) client.setQueryData(['jobs', job.id], job);
}

/** Waits until the job is over: the stream says so, and where that is silent the server is asked. */
export async function finished(client: QueryClient, id: string): Promise<Job> {
  for (;;) {
    const known = client.getQueryData<Job>(['jobs', id]);
    if (known && isOver(known)) return known;
    const asked = await fetchJob(id);
    if (isOver(asked)) {
      client.setQueryData(['jobs', id], asked);
      return asked;
    }
    await new Promise<void>((resolve) => {
      const stop = client.getQueryCache().subscribe(({ query }) => {
        if (query.queryKey[0] === 'jobs' && query.queryKey[1] === id) done();
      });
      const timer = setTimeout(() => done(), POLL_MS);
      const done = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
    });
  }
}
