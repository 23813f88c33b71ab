// What can be gone to or done from the palette: pages, views, dashboards, new rows, settings.
import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { titleOf } from '../api/schema';
import { dashboardSegment, tableSegment, viewSegment } from '../app/links';
import { useSchema } from '../app/schemaContext';
import { useWriter } from '../edit/writer';
import { layouts } from '../layouts/all';

export interface Command {
  id: string;
  title: string;
  /** The heading it stands under, and what it belongs to. */
  kind: 'Pages' | 'Views' | 'Commands';
  about?: string;
  icon: string;
  /** Not offered before something is typed. */
  hidden?: boolean;
  run: () => void;
}

export function useCommands(onShortcuts: () => void): Command[] {
  const schema = useSchema();
  const navigate = useNavigate();
  const { undo, redo } = useWriter();
  const { toggleColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const pages: Command[] = [
      { id: 'page home', title: schema.answer.home?.title ?? 'Home', icon: 'home', to: '/' as const },
      { id: 'page blueprint', title: 'Blueprint review', icon: 'checklist', to: '/blueprint' as const },
      { id: 'page what-if', title: 'What if…', icon: 'git-branch', to: '/what-if' as const },
      { id: 'page import', title: 'Import a CSV file', icon: 'upload', to: '/import' as const },
      { id: 'page history', title: 'History', icon: 'history', to: '/history' as const },
      { id: 'page bin', title: 'Bin', icon: 'trash', to: '/bin' as const },
    ].map(({ to, ...page }) => ({ ...page, kind: 'Pages', run: () => void navigate({ to }) }));
    for (const dashboard of schema.dashboards) {
      const params = { dashboard: dashboardSegment(dashboard) };
      pages.push({
        id: `dashboard ${dashboard.id}`,
        title: dashboard.title,
        kind: 'Pages',
        icon: 'layout-dashboard',
        run: () => void navigate({ to: '/dashboard/$dashboard', params }),
      });
    }
    for (const table of schema.tables) {
      const params = { table: tableSegment(table) };
      pages.push({
        id: table.id,
        title: titleOf(table),
        kind: 'Pages',
        icon: 'table',
        hidden: table.system,
        run: () => void navigate({ to: '/table/$table', params }),
      });
    }
    const views = schema.tables.flatMap((table) =>
      table.views.map((view): Command => ({
        id: view.id,
        title: titleOf(view),
        about: titleOf(table),
        kind: 'Views',
        icon: layouts[view.layout]?.icon ?? 'table',
        run: () => void navigate({ to: '/view/$view', params: { view: viewSegment(view) } }),
      })),
    );
    const commands: Command[] = [
      { id: 'undo', title: 'Undo my last change', icon: 'arrow-back-up', run: () => void undo() },
      { id: 'redo', title: 'Redo', icon: 'arrow-forward-up', run: () => void redo() },
      { id: 'scheme', title: 'Switch between light and dark', icon: 'moon', run: toggleColorScheme },
      { id: 'shortcuts', title: 'Keyboard shortcuts', icon: 'keyboard', run: onShortcuts },
      { id: 'print', title: 'Print this page', icon: 'printer', run: () => window.print() },
    ].map((command) => ({ ...command, kind: 'Commands' }));
    return [...pages, ...views, ...commands];
  }, [schema, navigate, undo, redo, toggleColorScheme, onShortcuts]);
}
