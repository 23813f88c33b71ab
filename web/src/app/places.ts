// The groups of the navigation and where their items lead.
import { linkOptions } from '@tanstack/react-router';
import { titleOf, type NavigationItem, type Schema } from '../api/schema';
import { dashboardSegment, tableSegment, viewSegment } from './links';

/** The groups as the blueprint has them; all tables where it has none. */
export function navigationOf(schema: Schema): { title: string; items: NavigationItem[] }[] {
  const { navigation } = schema.answer;
  if (navigation && navigation.length > 0) return navigation;
  const tables = schema.tables.filter(({ system }) => !system);
  return [{ title: 'Tables', items: tables.map((table) => ({ kind: 'table', id: table.id, title: titleOf(table), icon: 'table' })) }];
}

/** Undefined when the blueprint names what is not there. */
export function placeOf(schema: Schema, item: Pick<NavigationItem, 'kind' | 'id'>) {
  if (item.kind === 'table') {
    const table = schema.table(item.id);
    return table && linkOptions({ to: '/table/$table', params: { table: tableSegment(table) } });
  }
  if (item.kind === 'dashboard') {
    const dashboard = schema.dashboards.find(({ id, name }) => id === item.id || name === item.id);
    return dashboard && linkOptions({ to: '/dashboard/$dashboard', params: { dashboard: dashboardSegment(dashboard) } });
  }
  if (item.kind === 'view') {
    const found = schema.view(item.id);
    return found && linkOptions({ to: '/view/$view', params: { view: viewSegment(found.view) } });
  }
  return linkOptions({ to: item.id === 'home' ? '/' : (`/${item.id}` as '/') });
}

export type Place = NonNullable<ReturnType<typeof placeOf>>;
