// Whether what is on the screen is kept up to date: a mark in the header, and a banner when it is not.
import { Tooltip } from '@mantine/core';
import { IconPlugConnectedX } from '../parts/icons';
import { useEffect, useState } from 'react';
import { useLive } from '../live/live';
import { formatTimeOfDay } from '../format/date';
import classes from './Connection.module.css';

export function ConnectionMark() {
  const { connection, lastChange } = useLive();
  const words = { live: 'Live', connecting: 'Connecting', lost: 'Offline' }[connection];
  const time = lastChange && formatTimeOfDay(lastChange.time);
  const detail = time
    ? `Last change at ${time}${lastChange.actor ? ` by ${lastChange.actor}` : ''}`
    : 'Changes of others appear here as they happen';
  return (
    <Tooltip label={detail}>
      <span className={classes.mark} data-connection={connection} tabIndex={0} role="status" aria-label={`${words}. ${detail}`}>
        {words}
      </span>
    </Tooltip>
  );
}

// A short hiccup is not worth a banner.
const PATIENCE_MS = 1_500;

export function OfflineBanner() {
  const { connection } = useLive();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (connection !== 'lost') {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connection]);
  if (!shown) return null;
  return (
    <div className={classes.banner} role="alert" data-tone="yellow">
      <IconPlugConnectedX size={16} aria-hidden />
      The connection to the server is lost. What you see may be out of date; the page tries again by itself.
    </div>
  );
}
