// A chart with its words and its table: the same numbers for who does not see the drawing, and for who wants to copy them. A
// click on a mark, or on a number of the table, opens the rows behind it.
import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { IconChartBar, IconTable } from '../parts/icons';
import { ChartTable } from './ChartTable';
import classes from './Charts.module.css';
import type { Picked } from './Drawing';
import { chartOption } from './options';
import { usePalette } from './palette';
import { describe, isEmpty, type ChartShape, type Mark } from './shape';

const Drawing = lazy(() => import('./Drawing'));

interface Props {
  shape: ChartShape;
  onOpen?: ((mark: Mark) => void) | undefined;
  /** Stands before the switch between chart and table. */
  title?: string | undefined;
}

function markOf(kind: ChartShape['kind'], { series, index, data }: Picked): Mark {
  if (kind === 'heatmap' && Array.isArray(data)) return { x: Number(data[0]), series: Number(data[1]) };
  return { x: index, series };
}

export function Chart({ shape, onOpen, title }: Props) {
  const palette = usePalette();
  const [table, setTable] = useState(false);
  const option = useMemo(() => chartOption(shape, palette), [shape, palette]);
  const empty = isEmpty(shape.data);
  return (
    <figure className={classes.chart}>
      {empty ? (
        <p className={classes.empty}>There is nothing to draw: no row has a value here.</p>
      ) : table ? (
        <ChartTable shape={shape} onOpen={onOpen} />
      ) : (
        <Suspense fallback={<Skeleton height={300} />}>
          <Drawing option={option} label={describe(shape)} onPick={onOpen && ((picked) => onOpen(markOf(shape.kind, picked)))} />
        </Suspense>
      )}
      {!empty && (
        <figcaption className={`${classes.caption} no-print`}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={table ? <IconChartBar size={14} /> : <IconTable size={14} />}
            onClick={() => setTable(!table)}
            aria-label={`${table ? 'Show as chart' : 'Show as table'}${title ? `: ${title}` : ''}`}
          >
            {table ? 'Show as chart' : 'Show as table'}
          </Button>
        </figcaption>
      )}
    </figure>
  );
}
