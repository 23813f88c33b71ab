// Rows of a table, in the shape of Coda's API v1: ids, names, and values by column name.
import { getJson } from './http';

export type CellValue = string | number | boolean | null | CellValue[];

export interface Row {
  id: string;
  name: string;
  values: Record<string, CellValue>;
}

interface RowPage {
  items: Row[];
  nextPageToken?: string;
}

const PAGE_SIZE = 500;

/** All rows of a table, page after page. */
export async function fetchRows(table: string, signal?: AbortSignal): Promise<Row[]> {
  const path = `/apis/v1/docs/csip/tables/${encodeURIComponent(table)}/rows`;
  const rows: Row[] = [];
  let token: string | undefined;
  do {
    const query: Record<string, string> = token
      ? { pageToken: token }
      : { useColumnNames: 'true', valueFormat: 'simpleWithArrays', limit: String(PAGE_SIZE) };
    const page = await getJson<RowPage>(`${path}?${new URLSearchParams(query)}`, signal);
    rows.push(...page.items);
    token = page.nextPageToken;
  } while (token);
  return rows;
}
