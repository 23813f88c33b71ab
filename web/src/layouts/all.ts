// Every layout a view can have: its word, its icon, and the component that draws it, read when it is first needed.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Layout } from '../api/schema';
import type { LayoutProps } from '../views/viewQuery';

export interface LayoutDescriptor {
  title: string;
  icon: string;
  component: LazyExoticComponent<ComponentType<LayoutProps>>;
}

export const layouts: Partial<Record<Layout, LayoutDescriptor>> = {
  grid: { title: 'Grid', icon: 'table', component: lazy(() => import('../grid/GridLayout')) },
  card: { title: 'Cards', icon: 'layout-cards', component: lazy(() => import('./card/CardLayout')) },
  kanban: { title: 'Board', icon: 'layout-kanban', component: lazy(() => import('./kanban/KanbanLayout')) },
  form: { title: 'Form', icon: 'forms', component: lazy(() => import('./form/FormLayout')) },
  chart: { title: 'Chart', icon: 'chart-bar', component: lazy(() => import('./chart/ChartLayout')) },
  calendar: { title: 'Calendar', icon: 'calendar', component: lazy(() => import('./calendar/CalendarLayout')) },
  detail: { title: 'List and record', icon: 'layout-sidebar-right-expand', component: lazy(() => import('./detail/DetailLayout')) },
  timeline: { title: 'Timeline', icon: 'timeline', component: lazy(() => import('./timeline/TimelineLayout')) },
};
