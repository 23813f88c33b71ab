// What a chart shows: kind, what lies along it, what is measured, how it is divided.
import { Select } from '@mantine/core';
import { titleOf, type ChartOptions, type Table } from '../../api/schema';
import type { ViewSearch } from '../../app/search';
import { canBeX, isDate, measures, readY } from '../../charts/spec';
import classes from './ChartLayout.module.css';

interface Props {
  table: Table;
  spec: ChartOptions;
  options: Record<string, string> | undefined;
  change: (part: Partial<ViewSearch>) => void;
}

const kinds = [
  { value: 'bar', label: 'Bars' },
  { value: 'line', label: 'Lines' },
  { value: 'pie', label: 'Pie' },
  { value: 'scatter', label: 'Points' },
  { value: 'heatmap', label: 'Heat map' },
];
const buckets = ['day', 'week', 'month', 'quarter', 'year'].map((value) => ({ value, label: `By ${value}` }));

export function ChartSettings({ table, spec, options, change }: Props) {
  const set = (key: string, value: string) => change({ options: { ...options, [key]: value } });
  const x = table.columns.find(({ id }) => id === spec.x);
  const { measure, column } = readY(spec.y);
  const numbers = table.columns.filter(({ storage }) => storage === 'number');
  const places = table.columns.filter(canBeX).map((candidate) => ({ value: candidate.id, label: titleOf(candidate) }));
  const shared = { allowDeselect: false, searchable: true, size: 'xs' } as const;
  return (
    <div className={`${classes.settings} no-print`} role="group" aria-label="Chart settings">
      <Select {...shared} searchable={false} label="Chart" data={kinds} value={spec.kind} onChange={(value) => value && set('kind', value)} />
      <Select {...shared} label="Along" data={places} value={spec.x} onChange={(value) => value && set('x', value)} />
      {x && isDate(x) && <Select {...shared} searchable={false} label="Time" data={buckets} value={spec.bucket ?? 'month'} onChange={(value) => value && set('bucket', value)} />}
      <Select
        {...shared}
        label="Measured"
        data={[{ value: 'count', label: 'Number of rows' }, ...numbers.map((candidate) => ({ value: candidate.id, label: titleOf(candidate) }))]}
        value={column ?? 'count'}
        onChange={(value) => value && set('y', value === 'count' ? 'count' : `${measure === 'count' ? 'sum' : measure}:${value}`)}
      />
      {column && (
        <Select
          {...shared}
          searchable={false}
          label="As"
          data={Object.entries(measures).map(([value, label]) => ({ value, label }))}
          value={measure}
          onChange={(value) => value && set('y', `${value}:${column}`)}
        />
      )}
      {spec.kind !== 'pie' && (
        <Select {...shared} label="Divided by" data={[{ value: 'none', label: 'Not divided' }, ...places]} value={spec.series ?? 'none'} onChange={(value) => value && set('series', value)} />
      )}
    </div>
  );
}
