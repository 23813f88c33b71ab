// Rows on a dashboard: a compact table whose rows have the blueprint's colours, or a heat map whose cells have them. Every
// colour stands behind a text.
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RowsTile as Tile } from '../api/dashboards';
import { keys } from '../api/queries';
import { fetchRowPage, type Row, type RowQuery } from '../api/rows';
import { titleOf, type Column, type Style, type Table, type View } from '../api/schema';
import { viewSegment } from '../app/links';
import { RecordLink } from '../app/RecordLink';
import { useSchema } from '../app/schemaContext';
import { Cell } from '../columns/Cell';
import { formatCell, isNumeric } from '../columns/format';
import { toneOf } from '../columns/tone';
import { formatNumber } from '../format/number';
import { rowsBehind } from '../layouts/summary/rowsBehind';
import { Failure } from '../parts/Failure';
import type { Tone } from '../parts/Chip';
import classes from './Dashboard.module.css';

interface Props {
  tile: Tile;
  /** "dashboard/3": the server paints the rows by the tile's own formats. */
  address: string;
  controls: Record<string, string> | undefined;
}

const FIRST = 25;
const STEP = 100;

export function RowsTile({ tile, address, controls }: Props) {
  const schema = useSchema();
  const [limit, setLimit] = useState(FIRST);
  const found = schema.view(tile.view) ?? defaultView(schema.table(tile.view));
  const table = found?.table;
  const query: RowQuery = {
    group: [],
    tile: address,
    ...(tile.filter ? { filter: tile.filter } : {}),
    ...(tile.sort?.length ? { sort: tile.sort } : {}),
    ...(tile.columns?.length ? { columns: tile.columns } : {}),
    ...(controls ? { controls } : {}),
  };
  const rows = useQuery({
    queryKey: keys.rows(table?.id ?? '', tile.view, { limit, ...query }),
    queryFn: ({ signal }) => fetchRowPage(tile.view, query, 0, limit, signal),
    placeholderData: keepPreviousData,
    enabled: found !== undefined,
  });
  if (!found || !table) return <p className={classes.fault}>There is no such view.</p>;
  if (rows.isError) return <Failure error={rows.error} again={() => void rows.refetch()} />;
  if (!rows.data) return <Skeleton height={240} role="status" aria-label={`Reading ${tile.title ?? 'rows'}`} />;
  if (rows.data.total === 0) return <p className={classes.none}>No rows.</p>;
  const columns = rows.data.columns.flatMap((id) => schema.column(table, id) ?? []);
  const { total } = rows.data;
  return (
    <>
      <div className={classes.tableBox} tabIndex={0} role="region" aria-label={tile.title ?? titleOf(found.view)}>
        <table className={classes.table} data-heat={tile.kind === 'heatmap' || undefined}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" data-numeric={isNumeric(column) || undefined} title={column.description}>
                  {titleOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.data.rows.map((row) => (
              <Line key={row.id} table={table} row={row} columns={columns} heat={tile.kind === 'heatmap'} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.tableFoot}>
        {total > rows.data.rows.length && (
          <button type="button" className="text-button no-print" onClick={() => setLimit(limit + STEP)}>
            Show {formatNumber(Math.min(STEP, total - rows.data.rows.length))} more
          </button>
        )}
        <Link to="/view/$view" params={{ view: viewSegment(found.view) }} search={rowsBehind({ control: controls }, tile.filter)} className={classes.all}>
          {total === 1 ? 'The 1 row' : `All ${formatNumber(total)} rows`}
        </Link>
      </div>
    </>
  );
}

const defaultView = (table: Table | undefined): { table: Table; view: View } | undefined => {
  const view = table && (table.views.find((candidate) => candidate.default) ?? table.views[0]);
  return table && view ? { table, view } : undefined;
};

const paint = (style: Style | undefined): Tone | undefined => {
  const color = style?.background ?? style?.color;
  return color ? toneOf(color) : undefined;
};

function Line({ table, row, columns, heat }: { table: Table; row: Row; columns: Column[]; heat: boolean }) {
  const all = row.styles['*'];
  return (
    <tr data-tone={paint(all)} data-strong={all?.bold || undefined}>
      {columns.map((column, index) => {
        const value = row.values[column.id];
        const own = row.styles[column.id];
        const text = heat && own ? formatCell(column, value) : <Cell column={column} value={value} style={all ? undefined : own} />;
        const props = { 'data-numeric': isNumeric(column) || undefined, 'data-tone': heat ? paint(own) : undefined, 'data-strong': (heat && own?.bold) || undefined };
        if (index > 0) {
          return (
            <td key={column.id} {...props}>
              {text}
            </td>
          );
        }
        return (
          <th key={column.id} scope="row" {...props}>
            <RecordLink table={table.id} row={row.id}>
              {formatCell(column, value) || row.name || row.id}
            </RecordLink>
          </th>
        );
      })}
    </tr>
  );
}
