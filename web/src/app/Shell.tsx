// The frame around every page: brand, navigation, the state of the connection, colours.
import { Anchor } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { ConnectionMark, OfflineBanner } from './Connection';
import { SchemeToggle } from './SchemeToggle';
import classes from './Shell.module.css';
import { ShortcutButton, ShortcutSheet } from './ShortcutSheet';

export function Shell({ children }: { children: ReactNode }) {
  const [sheetOpen, sheet] = useDisclosure(false);
  useHotkeys([['shift+?', sheet.open]]);
  return (
    <>
      <Anchor href="#content" className={classes.skip}>
        Skip to the content
      </Anchor>
      <header className={classes.header}>
        <a className={classes.brand} href="/">
          <img src="/favicon.svg" alt="" width={22} height={22} />
          csip
        </a>
        <nav className={classes.nav} aria-label="Pages">
          <a href="/" aria-current="page">
            Accounts
          </a>
        </nav>
        <ConnectionMark />
        <ShortcutButton onClick={sheet.open} />
        <SchemeToggle />
      </header>
      <OfflineBanner />
      <main id="content" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <ShortcutSheet opened={sheetOpen} onClose={sheet.close} />
    </>
  );
}
