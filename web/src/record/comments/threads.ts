// Comments as they are read: each that begins a thread with its answers below it.
import type { Comment } from '../../api/comments';

export interface Thread {
  first: Comment;
  answers: Comment[];
}

/** In the order they were begun. An answer whose thread is gone stands for itself. */
export function threadsOf(comments: Comment[]): Thread[] {
  const threads = new Map<string, Thread>();
  const ids = new Set(comments.map(({ id }) => id));
  for (const comment of comments) if (!ids.has(comment.parent)) threads.set(comment.id, { first: comment, answers: [] });
  for (const comment of comments) threads.get(comment.parent)?.answers.push(comment);
  return [...threads.values()];
}
