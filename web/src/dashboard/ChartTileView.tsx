// A chart on a dashboard, with the numbers that the dashboard's answer brings.
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ChartTile } from '../api/dashboards';
import { titleOf } from '../api/schema';
import { viewSegment } from '../app/links';
import { useSchema } from '../app/schemaContext';
import { behindMark } from '../charts/behindMark';
import { Chart } from '../charts/Chart';
import { dataOf, type ChartShape } from '../charts/shape';
import { shapeOfY, titleOfY } from '../charts/spec';
import { gravestFirst, tonesOf } from '../charts/tones';
import { rowsBehind } from '../layouts/summary/rowsBehind';
import type { FilterNode } from '../views/filter';
import classes from './Dashboard.module.css';

export function ChartTileView({ tile, controls }: { tile: ChartTile; controls: Record<string, string> | undefined }) {
  const schema = useSchema();
  const navigate = useNavigate();
  const table = schema.view(tile.view)?.table ?? schema.table(tile.view);
  const view = schema.view(tile.view)?.view ?? (table && schema.defaultView(table));
  const x = table && schema.column(table, tile.x);
  const series = table && tile.series ? schema.column(table, tile.series) : undefined;
  const shape = useMemo<ChartShape | undefined>(() => {
    if (!tile.data || !table) return undefined;
    const formats = [...(table.formats ?? []), ...(view?.formats ?? [])];
    const data = gravestFirst(dataOf(tile.data), x, series, formats);
    const find = (key: string) => schema.column(table, key);
    return {
      kind: tile.chart,
      data,
      shape: shapeOfY(tile.y, find),
      xTitle: x ? titleOf(x) : tile.x,
      yTitle: titleOfY(tile.y, find),
      seriesTitle: series && titleOf(series),
      bucket: tile.bucket,
      tones: tonesOf(data, x, series, formats),
    };
  }, [schema, table, view, tile, x, series]);
  if (!shape || !view || !x) return <p className={classes.fault}>The numbers of this chart are missing.</p>;
  return (
    <Chart
      shape={shape}
      title={tile.title}
      onOpen={(mark) => {
        const own: FilterNode = behindMark(shape.data, mark, x, series, tile.bucket);
        const condition: FilterNode = tile.filter ? { all: [{ formula: tile.filter }, own] } : own;
        void navigate({ to: '/view/$view', params: { view: viewSegment(view) }, search: rowsBehind({ control: controls }, condition) });
      }}
    />
  );
}
