// What an import did, or would do: counts, and every line that was refused with the reason, to be mended and sent again.
import { Button, Progress, Table } from '@mantine/core';
import { cancelJob, isOver, type Job } from '../api/jobs';
import { tellRefused, useWriter } from '../edit/writer';
import { formatNumber } from '../format/number';
import classes from './ImportPage.module.css';

interface Props {
  job: Job;
  dryRun: boolean;
  fileName: string;
}

const MOST_SHOWN = 100;

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
          <Table mt="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Line</Table.Th>
                <Table.Th>What is wrong</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rejected.slice(0, MOST_SHOWN).map(({ line, message }) => (
                <Table.Tr key={`${line} ${message}`}>
                  <Table.Td className="number">{line}</Table.Td>
                  <Table.Td>{message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {rejectedCount > rejected.length && <p className={classes.hint}>These are the first {formatNumber(rejected.length)}.</p>}
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
