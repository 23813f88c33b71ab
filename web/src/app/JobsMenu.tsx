// Long work: what runs, how far it is, what came of it. Nothing is shown where there is none.
import { ActionIcon, Indicator, Popover, Progress, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { cancelJob, fetchJobs, isOver, type Job } from '../api/jobs';
import { tellRefused } from '../edit/writer';
import { formatNumber } from '../format/number';
import { IconBell, IconX } from '../parts/icons';
import classes from './JobsMenu.module.css';

/** The jobs this server knows, the newest first; the live stream keeps them up to date. */
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

const wordsOf = (job: Job) =>
  job.state === 'failed'
    ? (job.error ?? 'failed')
    : job.state === 'done'
      ? summary(job)
      : job.state === 'cancelled'
        ? 'cancelled; nothing was changed'
        : (job.step ?? job.state);

function summary({ result }: Job): string {
  if (!result) return 'done';
  const { new: added, changed, same, rejected } = result;
  const parts = [
    added !== undefined && `${formatNumber(added)} new`,
    changed !== undefined && `${formatNumber(changed)} changed`,
    same !== undefined && same > 0 && `${formatNumber(same)} as before`,
    rejected && rejected.length > 0 && `${formatNumber(rejected.length)} refused`,
  ].filter(Boolean);
  return parts.join(', ') || 'done';
}

export function JobsMenu() {
  const jobs = useJobs();
  const running = jobs.filter((job) => !isOver(job));
  useNotices(jobs);
  if (jobs.length === 0) return null;
  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Tooltip label="Long work and its results">
          <Indicator disabled={running.length === 0} processing size={8} offset={6}>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={running.length ? `${running.length} running` : 'Results'}>
              <IconBell size={18} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.list}>
          {jobs.slice(0, 12).map((job) => (
            <li key={job.id}>
              <div className={classes.words}>
                <span>{job.title}</span>
                {!isOver(job) && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={24}
                    aria-label={`Cancel ${job.title}`}
                    onClick={() => void cancelJob(job.id).catch(tellRefused)}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                )}
              </div>
              {!isOver(job) && <Progress value={job.of > 0 ? (100 * job.done) / job.of : 0} animated size="sm" aria-label={job.title} />}
              <div className={classes.state}>{wordsOf(job)}</div>
              {job.result?.file && (
                <a href={`/api/files/${encodeURIComponent(job.result.file.id)}`} download={job.result.file.name}>
                  Download {job.result.file.name}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Says once when a job that was seen running is over, wherever the reader has gone meanwhile. */
function useNotices(jobs: Job[]) {
  const seen = useRef(new Map<string, boolean>());
  useEffect(() => {
    for (const job of jobs) {
      const wasOver = seen.current.get(job.id);
      seen.current.set(job.id, isOver(job));
      if (wasOver !== false || !isOver(job)) continue;
      notifications.show({ title: job.title, message: wordsOf(job), color: job.state === 'failed' ? 'red' : 'gray', autoClose: 8_000 });
    }
  }, [jobs]);
}
