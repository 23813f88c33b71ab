// What the checker found, by table: what, why it matters, what to do, and the way to the formula.
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchCheck, type Finding } from '../api/amendments';
import { titleOf } from '../api/schema';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { Chip, type Tone } from '../parts/Chip';
import { Failure } from '../parts/Failure';
import { PageSkeleton } from '../parts/PageSkeleton';
import classes from './Review.module.css';

const severities: Record<string, { word: string; tone: Tone }> = {
  error: { word: 'Wrong', tone: 'red' },
  warning: { word: 'Doubtful', tone: 'yellow' },
  note: { word: 'Note', tone: 'grey' },
};
const severityOf = (severity: string) => severities[severity] ?? { word: severity, tone: 'grey' as const };

export const useFindings = () => useQuery({ queryKey: ['check', '*'], queryFn: ({ signal }) => fetchCheck(signal) });

export function Findings({ onAmendment }: { onAmendment: (id: string) => void }) {
  const { data, error, refetch } = useFindings();
  const schema = useSchema();
  const [severity, setSeverity] = useState('all');
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return <PageSkeleton rows={6} />;
  const kinds = [...new Set(data.findings.map((finding) => finding.severity))];
  const shown = data.findings.filter((finding) => severity === 'all' || finding.severity === severity);
  const tables = [...new Set(shown.map(({ table }) => table))];
  if (data.findings.length === 0) return <p className={classes.reason}>The checker finds nothing wrong or doubtful.</p>;
  return (
    <>
      {kinds.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="How grave"
          value={severity}
          onChange={setSeverity}
          data={[{ value: 'all', label: `All (${data.findings.length})` }, ...kinds.map((kind) => ({ value: kind, label: `${severityOf(kind).word} (${data.findings.filter((finding) => finding.severity === kind).length})` }))]}
        />
      )}
      {tables.map((key) => {
        const table = key === undefined ? undefined : schema.table(key);
        const findings = shown.filter((finding) => finding.table === key);
        return (
          <section key={key ?? ''}>
            <h3 className={classes.tableTitle}>
              {table ? titleOf(table) : (key ?? 'The workspace')} <span className={classes.dim}>{findings.length}</span>
            </h3>
            <ul className={classes.findings}>
              {findings.map((finding, index) => (
                <FindingItem key={index} finding={finding} onAmendment={onAmendment} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function FindingItem({ finding, onAmendment }: { finding: Finding; onAmendment: (id: string) => void }) {
  const schema = useSchema();
  const open = useOpen();
  const { subject = '' } = finding;
  const table = finding.table === undefined ? undefined : schema.table(finding.table);
  const column = table && schema.column(table, subject);
  const { word, tone } = severityOf(finding.severity);
  return (
    <li className={classes.finding}>
      <div className={classes.findingHead}>
        <Chip tone={tone}>{word}</Chip>
        <strong>{titleOf(column ?? { name: subject })}</strong>
        <code className={classes.dim}>{finding.rule}</code>
        {table && column?.formula && (
          <button type="button" className="text-button" onClick={() => open.column(table.id, column.id)}>
            Open the formula
          </button>
        )}
        {finding.amendment && (
          <button type="button" className="text-button" onClick={() => onAmendment(finding.amendment!)}>
            Amendment {finding.amendment}
          </button>
        )}
      </div>
      <p className={classes.what}>{finding.what}</p>
      <p className={classes.reason}>
        {finding.why} <strong>Remedy:</strong> {finding.remedy}
      </p>
    </li>
  );
}
