// What people say about a record or one of its cells.
import { getJson, sendJson } from './http';
import { isRowLink } from './values';

export interface Comment {
  id: string;
  table: string;
  row: string;
  /** Of the cell; "" when it is about the record. */
  column: string;
  text: string;
  resolved: boolean;
  /** The comment it answers; "" when it begins a thread. */
  parent: string;
  author: string;
  time: string;
  /** Written by whoever asks: may be changed. */
  mine: boolean;
  edited: boolean;
}

type Answer = Record<string, unknown>;

const text = (value: unknown): string =>
  typeof value === 'string' ? value : isRowLink(value) ? value.name : typeof value === 'object' && value && 'name' in value ? String(value.name) : '';

function readComment(answer: Answer): Comment {
  return {
    id: text(answer.id ?? answer.comment),
    table: text(answer.table),
    row: text(answer.row),
    column: text(answer.column),
    text: text(answer.text),
    resolved: answer.resolved === true,
    parent: typeof answer.parent === 'object' && isRowLink(answer.parent) ? answer.parent.rowId : text(answer.parent),
    author: text(answer.author),
    time: text(answer.time ?? answer.createdAt),
    mine: answer.mine === true,
    edited: answer.edited === true,
  };
}

export async function fetchComments(table: string, row: string, signal?: AbortSignal): Promise<Comment[]> {
  const { items } = await getJson<{ items: Answer[] }>(`/api/comments?${new URLSearchParams({ table, row })}`, signal);
  return items.map(readComment);
}

export const addComment = (comment: { table: string; row: string; column?: string; text: string; parent?: string }) =>
  sendJson<Answer>('POST', '/api/comments', comment);
export const changeComment = (id: string, change: { text?: string; resolved?: boolean }) =>
  sendJson<Answer>('PATCH', `/api/comments/${encodeURIComponent(id)}`, change);
export const deleteComment = (id: string) => sendJson<Answer>('DELETE', `/api/comments/${encodeURIComponent(id)}`);
