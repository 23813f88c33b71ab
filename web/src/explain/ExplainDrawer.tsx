// "Explain this number": the formula, the parts that add up to the value, its inputs, and the rows behind each aggregate.
// An input that is itself computed can be opened in the same drawer; the trail at the top leads back.
import { Alert, Anchor, Breadcrumbs, Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchExplanation, type CellAddress } from '../api/explain';
import { keys } from '../api/queries';
import { titleOf } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { ExplanationView } from './ExplanationView';
import classes from './ExplainDrawer.module.css';

interface Props {
  cell: CellAddress | undefined;
  onClose: () => void;
}

export function ExplainDrawer({ cell, onClose }: Props) {
  // The drawer keeps what it showed while it slides out.
  const [kept, setKept] = useState(cell);
  const address = cell && `${cell.table}/${cell.row}/${cell.column}`;
  useEffect(() => {
    if (cell) setKept(cell);
  }, [address]);
  return (
    <Drawer
      opened={cell !== undefined}
      onClose={onClose}
      position="right"
      size="min(560px, 100vw)"
      title="Explain this value"
      classNames={{ title: classes.title ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {kept && <Trail key={`${kept.row} ${kept.column}`} first={kept} />}
    </Drawer>
  );
}

function Trail({ first }: { first: CellAddress }) {
  const [trail, setTrail] = useState([first]);
  const cell = trail[trail.length - 1] ?? first;
  const schema = useSchema();
  const columnOf = ({ table: key, column }: CellAddress) => {
    const table = schema.table(key);
    return table && schema.column(table, column);
  };
  const nameOf = (address: CellAddress) => titleOf(columnOf(address) ?? { name: address.column });
  const answer = useQuery({
    queryKey: keys.explain(cell),
    queryFn: ({ signal }) => fetchExplanation(cell, signal),
  });
  return (
    <>
      {trail.length > 1 && (
        <Breadcrumbs separator="›" mb="sm" separatorMargin={6}>
          {trail.slice(0, -1).map((step, index) => (
            <Anchor key={index} component="button" size="sm" onClick={() => setTrail(trail.slice(0, index + 1))}>
              {nameOf(step)}
            </Anchor>
          ))}
          <span aria-current="true">{nameOf(cell)}</span>
        </Breadcrumbs>
      )}
      {answer.data ? (
        <ExplanationView
          explanation={answer.data}
          about={columnOf(cell)?.description ?? ''}
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
