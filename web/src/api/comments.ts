// What people say about a record or one of its cells.
import type { Comment, CommentList } from './generated';
import { getJson, sendJson } from './http';

export type { Comment };

/** The server's table of them: every workspace has it under this id. */
export const commentsTable = 'grid-csip-comments';

export const fetchComments = async (table: string, row: string, signal?: AbortSignal): Promise<Comment[]> =>
  (await getJson<CommentList>(`/api/comments?${new URLSearchParams({ table, row })}`, signal)).items;

const path = (id: string) => `/api/comments/${encodeURIComponent(id)}`;

export const addComment = (comment: { table: string; row: string; column?: string; text: string; parent?: string }) =>
  sendJson<Comment>('POST', '/api/comments', comment);
export const changeComment = (id: string, change: { text?: string; resolved?: boolean }) => sendJson<Comment>('PATCH', path(id), change);
export const deleteComment = (id: string) => sendJson<{ sequence: number }>('DELETE', path(id));
