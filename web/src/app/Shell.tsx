// The frame around every page: header, navigation, and what can lie over a page (a record beside it, an explanation).
import { Anchor } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useRouterState, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSchemaMaybe, useSchemaQuery } from '../api/schema';
import { WriterProvider, useWriter } from '../edit/writer';
import { ExplainDrawer } from '../explain/ExplainDrawer';
import { Failure } from '../parts/Failure';
import { PageSkeleton } from '../parts/PageSkeleton';
import { OfflineBanner } from './Connection';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { readNew, readPeek } from './links';
import { GoTo } from './GoTo';
import { Navigation } from './Navigation';
import { useOpen } from './open';
import { SchemaContext } from './schemaContext';
import classes from './Shell.module.css';
import { ShortcutSheet } from './ShortcutSheet';
import { useSingleKeys } from './singleKeys';
import { TitleSlot } from './titleSlot';

const ColumnOverlay = lazy(() => import('../formula/ColumnOverlay'));
const Peek = lazy(() => import('../record/Peek').then(({ Peek }) => ({ default: Peek })));
const NewRowDrawer = lazy(() => import('../layouts/form/NewRowDrawer').then(({ NewRowDrawer }) => ({ default: NewRowDrawer })));

export function Shell() {
  const schema = useSchemaMaybe();
  const query = useSchemaQuery();
  if (!schema) {
    return (
      <main className={classes.main}>
        {query.isError ? <Failure error={query.error} again={() => void query.refetch()} /> : <PageSkeleton />}
      </main>
    );
  }
  return (
    <SchemaContext value={schema}>
      <WriterProvider>
        <Frame />
      </WriterProvider>
    </SchemaContext>
  );
}

function Frame() {
  const [sheetOpen, sheet] = useDisclosure(false);
  const [drawerOpen, drawer] = useDisclosure(false);
  const { undo, redo } = useWriter();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [singleKeys] = useSingleKeys();
  useHotkeys([
    ['shift+?', () => singleKeys && sheet.open()],
    ['mod+Z', () => void undo()],
    ['mod+shift+Z', () => void redo()],
    ['mod+Y', () => void redo()],
  ]);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => drawer.close(), [path, drawer.close]);
  return (
    <div className={classes.frame}>
      <Anchor href="#content" className={classes.skip}>
        Skip to the content
      </Anchor>
      <Header onTitleSlot={setSlot} onMenu={drawer.toggle} menuOpen={drawerOpen} onShortcuts={sheet.open} />
      <OfflineBanner />
      <div className={classes.body}>
        <Navigation open={drawerOpen} onClose={drawer.close} />
        <main id="content" className={classes.main} tabIndex={-1}>
          <ErrorBoundary key={path}>
            <TitleSlot value={slot}>
              <Outlet />
            </TitleSlot>
          </ErrorBoundary>
        </main>
        <Overlays />
      </div>
      {singleKeys && <GoTo />}
      <ShortcutSheet opened={sheetOpen} onClose={sheet.close} />
    </div>
  );
}

function Overlays() {
  const search = useSearch({ strict: false });
  const open = useOpen();
  const peek = readPeek(search.peek);
  const fresh = readNew(search.new);
  return (
    <>
      {peek && (
        <Suspense fallback={null}>
          <Peek table={peek.table} row={peek.row} />
        </Suspense>
      )}
      {fresh && (
        <Suspense fallback={null}>
          <NewRowDrawer table={fresh.table} cells={fresh.cells} />
        </Suspense>
      )}
      <ExplainDrawer address={search.explain} onClose={open.closeExplain} />
      {search.column && (
        <Suspense fallback={null}>
          <ColumnOverlay address={search.column} onClose={open.closeColumn} />
        </Suspense>
      )}
    </>
  );
}
