// Keeps what the page has read in step with the server: one stream per page, and cached answers read again as the tables
// behind them change.
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { listen, type Change, type Connection } from './changes';

interface Live {
  connection: Connection;
  lastChange: Change | undefined;
}

const LiveContext = createContext<Live>({ connection: 'connecting', lastChange: undefined });

export const useLive = () => useContext(LiveContext);

// Many edits in a row (an import, say) cause one reading at most this often.
const GATHER_MS = 80;
// Without a stream the page asks anew from time to time.
const POLL_MS = 15_000;

export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ connection: 'connecting', lastChange: undefined });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries();
      }, GATHER_MS);
    };
    const stop = listen({
      onChange: (change) => {
        setLive((before) => ({ ...before, lastChange: change }));
        readAgain();
      },
      onConnection: (connection) => setLive((before) => ({ ...before, connection })),
      onReset: readAgain,
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);

  const { connection } = live;
  useEffect(() => {
    if (connection === 'live') return;
    const timer = setInterval(() => void client.invalidateQueries(), POLL_MS);
    return () => clearInterval(timer);
  }, [client, connection]);

  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}
