// What an import did, or would do: counts, and every line that was refused with the reason, to be mended and sent again.
import { Button, Progress } from '@mantine/core';
import { cancelJob, isOver, type Job } from '../api/jobs';
import { tellRefused, useWriter } from '../edit/writer';
import { formatNumber } from '../format/number';
import { LineProblems } from './LineProblems';
import classes from './ImportPage.module.css';

interface Props {
  job: Job;
  dryRun: boolean;
  fileName: string;
}

export function ImportResult({ job, dryRun, fileName }: Props) {
  const { undo } = useWriter();
  if (!isOver(job)) {
    return (
      <div className={classes.result} role="status">
        <p>{job.step ?? 'Reading the file'}. You can leave this page; you will be told when it is done.</p>
        <Progress value={job.of > 0 ? (100 * job.done) / job.of : 0} animated aria-label={job.title} />
        <Button mt="sm" variant="default" onClick={() => void cancelJob(job.id).catch(tellRefused)}>
          Cancel
        </Button>
      </div>
    );
  }
  if (job.state !== 'done') {
    return (
      <div className={classes.result} role="alert">
        {job.state === 'cancelled' ? 'Cancelled; nothing was changed.' : (job.error ?? 'The import failed; nothing was changed.')}
      </div>
    );
  }
  const { new: added = 0, changed = 0, same = 0, rejected = [], rejectedCount = rejected.length } = job.result ?? {};
  const counts: [string, number][] = [
    [dryRun ? 'new rows' : 'rows added', added],
    [dryRun ? 'rows would change' : 'rows changed', changed],
    ['rows as before', same],
    [dryRun ? 'problems' : 'problems; their lines were left out', rejectedCount],
  ];
  return (
    <div className={classes.result} role="status">
      <dl className={classes.counts}>
        {counts.map(([words, count]) => (
          <div key={words}>
            <dd className="number">{formatNumber(count)}</dd>
            <dt>{words}</dt>
          </div>
        ))}
      </dl>
      {!dryRun && job.sequence !== undefined && added + changed > 0 && (
        <Button variant="default" onClick={() => void undo(job.sequence)}>
          Undo this import
        </Button>
      )}
      {rejected.length > 0 && (
        <>
          <LineProblems problems={rejected} count={rejectedCount} />
          <Button mt="sm" variant="default" onClick={() => download(`refused ${fileName}`, refusedCsv(rejected))}>
            Download this list
          </Button>
        </>
      )}
    </div>
  );
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const refusedCsv = (rejected: { line: number; message: string }[]) =>
  ['line,message', ...rejected.map(({ line, message }) => `${line},${quoted(message)}`)].join('\r\n') + '\r\n';

function download(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
