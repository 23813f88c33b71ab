// A tile by its kind. One that failed says why in its own place.
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Tile } from '../api/dashboards';
import { IconAlertTriangle } from '../parts/icons';
import { ChartTileView } from './ChartTileView';
import classes from './Dashboard.module.css';
import { Kpi } from './Kpi';
import { RowsTile } from './RowsTile';

const CanvasText = lazy(() => import('../columns/editors/markdown/CanvasText'));

interface Props {
  tile: Tile;
  address: string;
  controls: Record<string, string> | undefined;
}

export function TileView({ tile, address, controls }: Props) {
  const error = 'error' in tile ? tile.error : undefined;
  if (tile.kind === 'kpi' && !error) {
    return (
      <section className={classes.tile} data-kind="kpi" aria-label={tile.title}>
        <Kpi tile={tile} controls={controls} />
      </section>
    );
  }
  return (
    <section className={classes.tile} data-kind={tile.kind} aria-label={tile.title}>
      {tile.title && <h3 className={classes.tileTitle}>{tile.title}</h3>}
      {error ? (
        <p className={classes.fault} role="alert">
          <IconAlertTriangle size={16} aria-hidden /> {error}
        </p>
      ) : tile.kind === 'table' || tile.kind === 'heatmap' ? (
        <RowsTile tile={tile} address={address} controls={controls} />
      ) : tile.kind === 'chart' ? (
        <ChartTileView tile={tile} controls={controls} />
      ) : tile.kind === 'text' ? (
        <Suspense fallback={<Skeleton height={80} />}>
          <CanvasText text={tile.markdown} />
        </Suspense>
      ) : null}
    </section>
  );
}
