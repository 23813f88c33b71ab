// "Explain this number": the formula, the parts that add up to the value, its inputs, and the rows behind each aggregate.
// An input that is itself computed can be opened in the same drawer; the trail at the top leads back.
import { Alert, Anchor, Breadcrumbs, Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchExplanation, type CellAddress } from '../api/explain';
import { findColumn, useSchema } from '../api/schema';
import { titleOf } from '../accounts/fields';
import { ExplanationView } from './ExplanationView';
import classes from './ExplainDrawer.module.css';

interface Props {
  /** What the row is called. */
  subject: string;
  cell: CellAddress | undefined;
  onClose: () => void;
}

export function ExplainDrawer({ subject, cell, onClose }: Props) {
  // The drawer keeps what it showed while it slides out.
  const [kept, setKept] = useState({ subject, cell });
  useEffect(() => {
    if (cell) setKept({ subject, cell });
  }, [subject, cell]);
  return (
    <Drawer
      opened={cell !== undefined}
      onClose={onClose}
      position="right"
      size="min(560px, 100vw)"
      title={kept.cell ? `${titleOf(kept.cell.column)} of ${kept.subject}` : ''}
      classNames={{ title: classes.title ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {kept.cell && <Trail key={`${kept.cell.row} ${kept.cell.column}`} first={kept.cell} />}
    </Drawer>
  );
}

function Trail({ first }: { first: CellAddress }) {
  const [trail, setTrail] = useState([first]);
  const cell = trail[trail.length - 1] ?? first;
  const schema = useSchema();
  const answer = useQuery({
    queryKey: ['explain', cell],
    queryFn: ({ signal }) => fetchExplanation(cell, signal),
  });
  return (
    <>
      {trail.length > 1 && (
        <Breadcrumbs separator="›" mb="sm" separatorMargin={6}>
          {trail.slice(0, -1).map((step, index) => (
            <Anchor key={index} component="button" size="sm" onClick={() => setTrail(trail.slice(0, index + 1))}>
              {titleOf(step.column)}
            </Anchor>
          ))}
          <span aria-current="true">{titleOf(cell.column)}</span>
        </Breadcrumbs>
      )}
      {answer.data ? (
        <ExplanationView
          explanation={answer.data}
          about={findColumn(schema, cell.table, cell.column)?.description ?? ''}
          onOpen={(input) => setTrail([...trail, input])}
        />
      ) : answer.isError ? (
        <Alert color="red" role="alert" title="The explanation could not be read">
          {answer.error.message}
        </Alert>
      ) : (
        <div role="status" aria-label="Reading the explanation">
          <Skeleton height={34} width={120} mb="lg" />
          <Skeleton height={48} mb="lg" />
          <Skeleton height={140} />
        </div>
      )}
    </>
  );
}
