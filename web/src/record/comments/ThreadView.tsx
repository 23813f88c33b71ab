// A thread: its first comment, the answers, and the ways to answer and to say that it is done.
import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { addComment, changeComment, type Comment } from '../../api/comments';
import { titleOf, type Column } from '../../api/schema';
import { tellRefused } from '../../edit/writer';
import { IconCheck } from '../../parts/icons';
import { CommentItem } from './CommentItem';
import { Composer } from './Composer';
import classes from './Comments.module.css';
import type { Thread } from './threads';

interface Props {
  thread: Thread;
  /** Of the cell that it is about. */
  column: Column | undefined;
  mayDelete: (comment: Comment) => boolean;
  onColumn: (column: string) => void;
  again: () => Promise<void>;
}

export function ThreadView({ thread: { first, answers }, column, mayDelete, onColumn, again }: Props) {
  const [answering, setAnswering] = useState(false);
  const of = `the thread of ${first.author}: ${first.text.slice(0, 40)}`;
  return (
    <section className={classes.thread} aria-label={`Thread: ${first.text.slice(0, 60)}`} data-resolved={first.resolved || undefined}>
      {column && (
        <UnstyledButton className={classes.about ?? ''} onClick={() => onColumn(column.id)}>
          {titleOf(column)}
        </UnstyledButton>
      )}
      <CommentItem comment={first} mayDelete={mayDelete(first)} again={again} />
      {answers.length > 0 && (
        <div className={classes.answers}>
          {answers.map((answer) => (
            <CommentItem key={answer.id} comment={answer} mayDelete={mayDelete(answer)} again={again} />
          ))}
        </div>
      )}
      {answering ? (
        <Composer
          label="Reply"
          send="Reply"
          autoFocus
          onSend={async (text) => {
            await addComment({ table: first.table, row: first.row, text, parent: first.id });
            await again();
            setAnswering(false);
          }}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <div className={classes.actions}>
          <Button size="compact-xs" variant="subtle" aria-label={`Reply to ${of}`} onClick={() => setAnswering(true)}>
            Reply
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconCheck size={12} />}
            aria-label={`${first.resolved ? 'Open again' : 'Resolve'} ${of}`}
            onClick={() => void changeComment(first.id, { resolved: !first.resolved }).then(again).catch(tellRefused)}
          >
            {first.resolved ? 'Open again' : 'Resolve'}
          </Button>
        </div>
      )}
    </section>
  );
}
