// What people say about a record or one of its cells.
import type { Comment, CommentChange, NewComment } from './generated';
import { getJson, sendJson } from './http';

export type { Comment };

/** The server's table of them: every workspace has it under this id. */
export const commentsTable = 'grid-csip-comments';

export const fetchComments = async (table: string, row: string, signal?: AbortSignal): Promise<Comment[]> =>
  (await getJson('/api/comments', { query: { table, row }, signal })).items;

export const addComment = (comment: NewComment) => sendJson('POST', '/api/comments', { body: comment });
export const changeComment = (id: string, change: CommentChange) => sendJson('PATCH', '/api/comments/{row}', { path: { row: id }, body: change });
export const deleteComment = (id: string) => sendJson('DELETE', '/api/comments/{row}', { path: { row: id } });
