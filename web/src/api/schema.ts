// The blueprint as the server tells it: what columns are called and what they mean.
import { useQuery } from '@tanstack/react-query';
import { getJson } from './http';

interface SchemaColumn {
  id: string;
  name: string;
  title?: string;
  description?: string;
  currency?: string;
}

export interface Schema {
  title: string;
  currency: string;
  tables: { id: string; name: string; title?: string; columns: SchemaColumn[] }[];
}

/** The schema; undefined while it is on its way. The page does without it: names then stand for titles. */
export const useSchema = (): Schema | undefined =>
  useQuery({ queryKey: ['schema'], queryFn: ({ signal }) => getJson<Schema>('/api/schema', signal) }).data;

export const findColumn = (schema: Schema | undefined, table: string, column: string) =>
  schema?.tables
    .find(({ id, name }) => id === table || name === table)
    ?.columns.find(({ id, name }) => id === column || name === column);

/** In which currency the amounts of a column are. */
export const currencyOf = (schema: Schema | undefined, table: string, column: string) =>
  findColumn(schema, table, column)?.currency || schema?.currency || 'USD';
