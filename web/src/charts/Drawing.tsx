// ECharts, only what the page draws with it, as SVG. Read when the first chart is shown.
import { BarChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendScrollComponent, TooltipComponent, VisualMapContinuousComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import classes from './Charts.module.css';

use([BarChart, LineChart, PieChart, ScatterChart, HeatmapChart, GridComponent, LegendScrollComponent, TooltipComponent, VisualMapContinuousComponent, SVGRenderer]);

export interface Picked {
  series: number;
  index: number;
  /** Of a heat map: where on both axes. */
  data: unknown;
}

interface Props {
  option: EChartsCoreOption;
  label: string;
  onPick?: ((picked: Picked) => void) | undefined;
}

export default function Drawing({ option, label, onPick }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    if (!host.current) return;
    const made = init(host.current, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => pick.current?.({ series: event.seriesIndex ?? 0, index: event.dataIndex, data: event.data }));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(host.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  return <div ref={host} className={classes.drawing} role="img" aria-label={label} data-pick={onPick ? true : undefined} />;
}
