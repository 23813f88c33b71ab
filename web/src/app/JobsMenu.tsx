// Long work: what runs, how far it is, what came of it. Nothing is shown where there is none.
import { ActionIcon, Indicator, Popover, Progress, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { cancelJob, isOver, jobFileAddress, type Job } from '../api/jobs';
import { tellRefused, useWriter } from '../edit/writer';
import { formatNumber } from '../format/number';
import { IconBell, IconX } from '../parts/icons';
import { useJobs } from './jobs';
import classes from './JobsMenu.module.css';

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
  const { new: added, changed, same, rejectedCount, rows } = result;
  const parts = [
    added !== undefined && `${formatNumber(added)} new`,
    changed !== undefined && `${formatNumber(changed)} changed`,
    same !== undefined && same > 0 && `${formatNumber(same)} as before`,
    rejectedCount !== undefined && rejectedCount > 0 && `${formatNumber(rejectedCount)} refused`,
    rows !== undefined && `${formatNumber(rows)} rows`,
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
      <Popover.Dropdown aria-label="Long work and its results">
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
                <a href={jobFileAddress(job)} download={job.result.file.name}>
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

/** Says once when a job that was seen running is over, wherever the reader has gone meanwhile; an import can be taken back there. */
function useNotices(jobs: Job[]) {
  const { undo } = useWriter();
  const seen = useRef(new Map<string, boolean>());
  useEffect(() => {
    for (const job of jobs) {
      const wasOver = seen.current.get(job.id);
      seen.current.set(job.id, isOver(job));
      if (wasOver !== false || !isOver(job)) continue;
      const { sequence } = job;
      const takeBack = () => {
        notifications.hide(job.id);
        void undo(sequence);
      };
      notifications.show({
        id: job.id,
        title: job.title,
        message: (
          <>
            {wordsOf(job)}{' '}
            {job.state === 'done' && sequence !== undefined && (
              <button type="button" className="text-button" onClick={takeBack}>
                Undo
              </button>
            )}
          </>
        ),
        color: job.state === 'failed' ? 'red' : 'gray',
        autoClose: 10_000,
      });
    }
  }, [jobs, undo]);
}
