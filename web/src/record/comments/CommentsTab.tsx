// What is said about a record, or about one of its cells: threads that are open, those that are resolved out of the way, and a
// place to write.
import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addComment, fetchComments } from '../../api/comments';
import { keys } from '../../api/queries';
import { titleOf, type Table } from '../../api/schema';
import { useMe } from '../../app/Me';
import { useSchema } from '../../app/schemaContext';
import { Failure } from '../../parts/Failure';
import { PageSkeleton } from '../../parts/PageSkeleton';
import { Composer } from './Composer';
import classes from './Comments.module.css';
import { ThreadView } from './ThreadView';
import { threadsOf, type Thread } from './threads';

interface Props {
  table: Table;
  row: string;
  /** Only of this cell. */
  column: string | undefined;
  onColumn: (column: string | undefined) => void;
}

export function CommentsTab({ table, row, column: id, onColumn }: Props) {
  const schema = useSchema();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [showResolved, setShowResolved] = useState(false);
  const comments = useQuery({ queryKey: keys.comments(table.id, row), queryFn: ({ signal }) => fetchComments(table.id, row, signal) });
  const again = () => client.invalidateQueries({ queryKey: keys.comments(table.id, row) });
  if (comments.isError) return <Failure error={comments.error} again={() => void comments.refetch()} />;
  if (!comments.data) return <PageSkeleton rows={3} />;
  const column = id === undefined ? undefined : schema.column(table, id);
  const threads = threadsOf(comments.data).filter(({ first }) => !column || first.column === column.id);
  const resolved = threads.filter(({ first }) => first.resolved);
  const show = (thread: Thread) => (
    <ThreadView
      key={thread.first.id}
      thread={thread}
      column={schema.column(table, thread.first.column)}
      mayDelete={({ mine }) => mine || me?.scope === 'admin'}
      onColumn={onColumn}
      again={again}
    />
  );
  return (
    <div className={classes.panel}>
      {column && (
        <Group gap={6} mb="sm">
          <Button variant="default" size="xs" onClick={() => onColumn(undefined)}>
            Show the whole record, not only {titleOf(column)}
          </Button>
        </Group>
      )}
      {threads.filter(({ first }) => !first.resolved).map(show)}
      {threads.length === resolved.length && <p className={classes.none}>{resolved.length > 0 ? 'Everything is resolved.' : 'Nothing is said yet.'}</p>}
      <Composer
        label={column ? `Comment on ${titleOf(column)}` : 'Comment on this record'}
        send="Comment"
        autoFocus={column !== undefined}
        onSend={async (text) => {
          await addComment({ table: table.id, row, text, ...(column ? { column: column.id } : {}) });
          await again();
        }}
      />
      {resolved.length > 0 && (
        <>
          <Button variant="subtle" size="compact-sm" color="gray" aria-expanded={showResolved} onClick={() => setShowResolved(!showResolved)}>
            {showResolved ? 'Hide' : 'Show'} what is resolved ({resolved.length})
          </Button>
          {showResolved && resolved.map(show)}
        </>
      )}
    </div>
  );
}
