// A dashboard as the server computes it: sections of tiles. A tile that could not be computed says why; the others stand.
import type { Dashboard, DashboardTile } from './generated';
import { getJson } from './http';
import { controlParameters } from './rows';

export type { ChartTile, KpiTile, RowsTile } from './generated';
export type { Dashboard };
export type Tile = DashboardTile;

export const fetchDashboard = (id: string, controls: Record<string, string> | undefined, signal?: AbortSignal): Promise<Dashboard> =>
  getJson('/api/dashboards/{dashboard}', { path: { dashboard: id }, query: controlParameters(controls), signal });
