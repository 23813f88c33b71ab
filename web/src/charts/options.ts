// From a chart's numbers to what ECharts draws. Pure; the types are ECharts', its code is read elsewhere and later.
import type { EChartsCoreOption } from 'echarts/core';
import { formatShort } from '../columns/format';
import { colorsOf, type Palette } from './palette';
import { valueText, type ChartShape } from './shape';

const LONG_LABEL = 14;
const MANY = 8;

/** Bars lie down where their names are too long or too many to stand beside each other. */
export const liesDown = ({ kind, data, bucket }: Pick<ChartShape, 'kind' | 'data' | 'bucket'>) =>
  kind === 'bar' && !bucket && (data.x.length > MANY || data.x.some(({ label }) => label.length > LONG_LABEL));

const short = (text: string, most = 26) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function base(shape: ChartShape, palette: Palette) {
  const many = shape.data.series.length > 1;
  return {
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", color: palette.text, fontSize: 12 },
    aria: { enabled: false },
    grid: { left: 8, right: 16, top: many ? 36 : 12, bottom: 8, containLabel: true },
    ...(many ? { legend: { type: 'scroll', top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: palette.text } } } : {}),
  };
}

function tooltip(palette: Palette, trigger: 'axis' | 'item', shape: ChartShape) {
  return {
    trigger,
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.border,
    textStyle: { color: palette.text, fontSize: 12 },
    axisPointer: { type: 'shadow' },
    valueFormatter: (value: unknown) => valueText(shape.shape, typeof value === 'number' ? value : null),
  };
}

const lines = (palette: Palette) => ({ axisLine: { lineStyle: { color: palette.border } }, axisTick: { show: false }, splitLine: { lineStyle: { color: palette.border } } });

function axes(shape: ChartShape, palette: Palette) {
  const category = {
    type: 'category',
    data: shape.data.x.map(({ label }) => label || 'Blank'),
    ...lines(palette),
    axisLabel: { color: palette.dimmed, hideOverlap: true, ...(shape.bucket || shape.data.x.length > MANY || liesDown(shape) ? {} : { interval: 0, width: 76, overflow: 'break' }), formatter: (label: string) => short(label) },
  };
  const value = {
    type: 'value',
    ...lines(palette),
    axisLabel: { color: palette.dimmed, formatter: (number: number) => formatShort(shape.shape, number) },
  };
  return liesDown(shape) ? { xAxis: value, yAxis: { ...category, inverse: true } } : { xAxis: category, yAxis: value };
}

function barOrLine(shape: ChartShape, palette: Palette): EChartsCoreOption {
  const { kind, data, tones } = shape;
  const colors = colorsOf(palette, tones);
  const alone = data.series.length === 1;
  return {
    ...base(shape, palette),
    ...axes(shape, palette),
    tooltip: tooltip(palette, 'axis', shape),
    series: data.series.map(({ name, values }, index) => ({
      name: name || shape.yTitle,
      type: kind,
      data: values.map((value, place) => (alone && kind === 'bar' && tones.length === data.x.length && tones.some(Boolean) ? { value, itemStyle: { color: colors[place] } } : value)),
      color: alone ? palette.line.blue : colors[index],
      ...(kind === 'bar' ? { stack: alone ? undefined : 'all', barMaxWidth: 36 } : { showSymbol: values.length < 40, symbolSize: 7, lineStyle: { width: 2 } }),
      emphasis: { focus: 'series' },
    })),
  };
}

function pie(shape: ChartShape, palette: Palette): EChartsCoreOption {
  const { data, tones } = shape;
  const values = data.series[0]?.values ?? [];
  const colors = colorsOf(palette, tones.length === data.x.length ? tones : data.x.map(() => undefined));
  return {
    ...base(shape, palette),
    tooltip: tooltip(palette, 'item', shape),
    series: [
      {
        type: 'pie',
        radius: ['42%', '72%'],
        data: data.x.map(({ label }, index) => ({ name: label || 'Blank', value: values[index], itemStyle: { color: colors[index], borderColor: palette.surface, borderWidth: 2 } })),
        label: { color: palette.text, formatter: '{b}: {d} %' },
        labelLine: { lineStyle: { color: palette.dimmed } },
      },
    ],
  };
}

function scatter(shape: ChartShape, palette: Palette): EChartsCoreOption {
  const { data, tones } = shape;
  const numeric = data.x.every(({ key }) => typeof key === 'number');
  const colors = colorsOf(palette, data.series.length > 1 ? tones : [undefined]);
  const { xAxis, yAxis } = axes({ ...shape, kind: 'line' }, palette);
  return {
    ...base(shape, palette),
    xAxis: numeric ? { type: 'value', scale: true, ...lines(palette), axisLabel: { color: palette.dimmed }, name: shape.xTitle, nameLocation: 'middle', nameGap: 26 } : xAxis,
    yAxis,
    tooltip: tooltip(palette, 'item', shape),
    series: data.series.map(({ name, values }, index) => ({
      name: name || shape.yTitle,
      type: 'scatter',
      symbolSize: 10,
      color: colors[index],
      data: values.map((value, place) => [numeric ? data.x[place]?.key : place, value]),
    })),
  };
}

function heatmap(shape: ChartShape, palette: Palette): EChartsCoreOption {
  const { data } = shape;
  const cells = data.series.flatMap(({ values }, y) => values.flatMap((value, x) => (value === null ? [] : [[x, y, value]])));
  const numbers = cells.map((cell) => cell[2] ?? 0);
  const { xAxis } = axes({ ...shape, kind: 'line' }, palette);
  return {
    ...base({ ...shape, data: { ...data, series: data.series.slice(0, 1) } }, palette),
    xAxis: { ...xAxis, splitArea: { show: false } },
    yAxis: { type: 'category', data: data.series.map(({ name }) => name || 'Blank'), ...lines(palette), axisLabel: { color: palette.dimmed } },
    tooltip: tooltip(palette, 'item', shape),
    visualMap: { show: false, min: Math.min(0, ...numbers), max: Math.max(1, ...numbers), inRange: { color: [palette.back.blue, palette.line.blue] } },
    series: [
      {
        type: 'heatmap',
        data: cells,
        label: { show: cells.length <= 200, color: palette.text, formatter: ({ value }: { value: [number, number, number] }) => formatShort(shape.shape, value[2]) },
        itemStyle: { borderColor: palette.surface, borderWidth: 1 },
      },
    ],
  };
}

export function chartOption(shape: ChartShape, palette: Palette): EChartsCoreOption {
  switch (shape.kind) {
    case 'pie':
      return pie(shape, palette);
    case 'scatter':
      return scatter(shape, palette);
    case 'heatmap':
      return heatmap(shape, palette);
    default:
      return barOrLine(shape, palette);
  }
}
