// A dashboard as the server computes it: sections of tiles. A tile that could not be computed says why; the others stand.
import type { ChartData } from './charts';
import { getJson } from './http';
import type { NumberShape } from './rows';
import type { ChartOptions, Control } from './schema';
import type { Value } from './values';

interface TileBase {
  title?: string;
  error?: string;
}

export interface KpiTile extends TileBase {
  kind: 'kpi';
  value?: Value;
  format?: NumberShape;
  before?: Value;
  target?: number;
  good?: 'up' | 'down';
  status?: 'good' | 'warn' | 'bad' | 'none';
  series?: (number | null)[];
  open?: { view: string; filter?: string };
  formula?: string;
}

export interface RowsTile extends TileBase {
  kind: 'table' | 'heatmap';
  view: string;
  filter?: string;
  columns?: string[];
  sort?: string[];
}

export interface ChartTile extends TileBase {
  kind: 'chart';
  chart: ChartOptions['kind'];
  view: string;
  filter?: string;
  x: string;
  y: string;
  series?: string;
  bucket?: ChartOptions['bucket'];
  data?: ChartData;
}

export interface TextTile extends TileBase {
  kind: 'text';
  markdown: string;
}

export type Tile = KpiTile | RowsTile | ChartTile | TextTile;

export interface Dashboard {
  id: string;
  name: string;
  title: string;
  description?: string;
  controls: Omit<Control, 'id'>[];
  sections: { title?: string; tiles: Tile[] }[];
}

export function fetchDashboard(id: string, controls: Record<string, string> | undefined, signal?: AbortSignal): Promise<Dashboard> {
  const params = new URLSearchParams(Object.entries(controls ?? {}).map(([name, value]) => [`control.${name}`, value]));
  return getJson<Dashboard>(`/api/dashboards/${encodeURIComponent(id)}${params.size > 0 ? `?${params}` : ''}`, signal);
}
