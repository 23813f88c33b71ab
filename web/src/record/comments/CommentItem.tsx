// One comment: who, when, what, and what one may do with it.
import { Avatar, Button } from '@mantine/core';
import { useState } from 'react';
import { changeComment, deleteComment, type Comment } from '../../api/comments';
import { tellRefused } from '../../edit/writer';
import { formatAgo, formatMoment } from '../../format/date';
import { Composer } from './Composer';
import classes from './Comments.module.css';

interface Props {
  comment: Comment;
  mayDelete: boolean;
  again: () => Promise<void>;
}

export function CommentItem({ comment, mayDelete, again }: Props) {
  const [editing, setEditing] = useState(false);
  const what = `the comment of ${comment.author}, ${formatMoment(comment.time)}`;
  return (
    <article className={classes.comment} aria-label={`${comment.author}, ${formatMoment(comment.time)}`}>
      <Avatar size={22} radius="xl" name={comment.author || '?'} color="indigo" alt="" aria-hidden />
      <div className={classes.body}>
        <header className={classes.head}>
          <strong>{comment.author}</strong>
          <time dateTime={comment.time} title={formatMoment(comment.time)}>
            {formatAgo(comment.time)}
          </time>
          {comment.edited && <span>edited</span>}
          <span className={classes.tools}>
            {comment.mine && !editing && (
              <Button size="compact-xs" variant="subtle" color="gray" aria-label={`Edit ${what}`} onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
            {mayDelete && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                aria-label={`Delete ${what}`}
                onClick={() => void deleteComment(comment.id).then(again).catch(tellRefused)}
              >
                Delete
              </Button>
            )}
          </span>
        </header>
        {editing ? (
          <Composer
            label="What it says"
            send="Save"
            start={comment.text}
            autoFocus
            onSend={async (text) => {
              await changeComment(comment.id, { text });
              await again();
              setEditing(false);
            }}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <p className={classes.text}>{comment.text}</p>
        )}
      </div>
    </article>
  );
}
