// A view as a chart. What it shows can be changed here; the change is in the address, and can be saved as any other.
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { fetchChart } from '../../api/charts';
import { keys } from '../../api/queries';
import { titleOf } from '../../api/schema';
import { viewSegment } from '../../app/links';
import { useSchema } from '../../app/schemaContext';
import { behindMark } from '../../charts/behindMark';
import { Chart } from '../../charts/Chart';
import { dataOf, type ChartShape } from '../../charts/shape';
import { chartSpec, shapeOfY, titleOfY } from '../../charts/spec';
import { gravestFirst, tonesOf } from '../../charts/tones';
import { Failure } from '../../parts/Failure';
import { IconChartBar } from '../../parts/icons';
import { Message } from '../../parts/Message';
import type { LayoutProps } from '../../views/viewQuery';
import { rowsBehind } from '../summary/rowsBehind';
import classes from './ChartLayout.module.css';
import { ChartSettings } from './ChartSettings';

export default function ChartLayout({ table, view, search, query, change }: LayoutProps) {
  const schema = useSchema();
  const navigate = useNavigate();
  const spec = useMemo(() => chartSpec(schema, table, view, search.options), [schema, table, view, search.options]);
  const chart = useQuery({
    queryKey: keys.chart(table.id, view.id, { ...spec, query }),
    queryFn: ({ signal }) => fetchChart(view.id, spec ?? { x: '', y: 'count' }, query, signal),
    placeholderData: keepPreviousData,
    enabled: spec !== undefined,
  });
  const shape = useMemo<ChartShape | undefined>(() => {
    if (!spec || !chart.data) return undefined;
    const find = (key: string) => schema.column(table, key);
    const [x, series] = [find(spec.x), spec.series ? find(spec.series) : undefined];
    const formats = [...(table.formats ?? []), ...(view.formats ?? [])];
    const data = gravestFirst(dataOf(chart.data), x, series, formats);
    return {
      kind: spec.kind,
      data,
      shape: shapeOfY(spec.y, find),
      xTitle: x ? titleOf(x) : spec.x,
      yTitle: titleOfY(spec.y, find),
      seriesTitle: series && titleOf(series),
      bucket: spec.bucket,
      tones: tonesOf(data, x, series, formats),
    };
  }, [schema, table, view, spec, chart.data]);
  if (!spec) {
    return (
      <Message icon={<IconChartBar size={22} />} title="Nothing to draw">
        {titleOf(table)} has no column that a chart could be made of.
      </Message>
    );
  }
  return (
    <>
      <ChartSettings table={table} spec={spec} options={search.options} change={change} />
      <div className={classes.box}>
        {chart.isError ? (
          <Failure error={chart.error} again={() => void chart.refetch()} />
        ) : shape ? (
          <Chart
            shape={shape}
            title={titleOf(view)}
            onOpen={(mark) => {
              const x = schema.column(table, spec.x);
              if (!x) return;
              const filter = behindMark(shape.data, mark, x, spec.series ? schema.column(table, spec.series) : undefined, spec.bucket);
              void navigate({ to: '/view/$view', params: { view: viewSegment(view) }, search: rowsBehind(search, filter) });
            }}
          />
        ) : (
          <Skeleton height={380} role="status" aria-label="Reading the chart" />
        )}
      </div>
    </>
  );
}
