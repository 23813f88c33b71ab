// What can be opened from anywhere: a record beside the page or as its own page, and the explanation of a cell. All of it is in
// the address, so that it can be shared and the browser's back button closes it.
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Subject } from '../api/explain';
import { writeSubject } from '../explain/subject';
import { tableSegment, writeNew, writePeek } from './links';
import { useSchema } from './schemaContext';

export interface Open {
  peek(table: string, row: string): void;
  record(table: string, row: string): void;
  /** A cell, or a formula that is no column's (the number of a tile). */
  explain(subject: Subject): void;
  /** The formula of a column; without a column, a new one. */
  column(table: string, column?: string): void;
  /** A drawer for a new row; what is known of it by column, rows by their id. */
  add(table: string, cells?: Record<string, string>): void;
  closePeek(): void;
  closeExplain(): void;
  closeColumn(): void;
  closeNew(): void;
}

export function useOpen(): Open {
  const navigate = useNavigate();
  const schema = useSchema();
  return useMemo(() => {
    const search = (part: { peek?: string | undefined; peekTab?: string | undefined; explain?: string | undefined; column?: string | undefined; new?: string | undefined }) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...part }) });
    return {
      peek: (table, row) => search({ peek: writePeek(schema.table(table)?.id ?? table, row) }),
      record: (key, row) => {
        const table = schema.table(key);
        if (table) void navigate({ to: '/record/$table/$row', params: { table: tableSegment(table), row } });
      },
      explain: (subject) => search({ explain: writeSubject(subject) }),
      column: (table, column) => search({ column: `${schema.table(table)?.id ?? table}/${column ?? '+'}` }),
      add: (table, cells) => search({ new: writeNew(schema.table(table)?.id ?? table, cells) }),
      closePeek: () => search({ peek: undefined, peekTab: undefined }),
      closeColumn: () => search({ column: undefined }),
      closeExplain: () => search({ explain: undefined }),
      closeNew: () => search({ new: undefined }),
    };
  }, [navigate, schema]);
}
