// Keeps what the page has read in step with the server: one stream per page, and cached answers read again as the tables
// behind them change.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { dependsOn } from '../api/queries';
import { schemaKey } from '../api/schema';
import type { Change } from '../api/changes';
import { listen, type Connection } from './changes';
import { forgetPresence, setPresence } from './presence';
import { noteChange } from './recent';

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

/** Gathers what changes and has the answers that depend on it read again. */
class Invalidation {
  private tables = new Set<string>();
  private all = false;
  private schema = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: QueryClient) {}

  add(change: Change) {
    for (const { table } of change.rows) this.tables.add(table);
    for (const { table } of change.cells) this.tables.add(table);
    this.all ||= change.truncated || change.schema;
    this.schema ||= change.schema;
    this.plan();
  }

  addAll() {
    this.all = this.schema = true;
    this.plan();
  }

  stop() {
    clearTimeout(this.timer);
  }

  private plan() {
    this.timer ??= setTimeout(() => {
      const { tables, all, schema } = this;
      this.timer = undefined;
      this.tables = new Set();
      this.all = this.schema = false;
      void this.client.invalidateQueries({
        predicate: ({ queryKey }) => (queryKey[0] === schemaKey[0] ? schema : all || dependsOn(queryKey, tables)),
      });
    }, GATHER_MS);
  }
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ connection: 'connecting', lastChange: undefined });

  useEffect(() => {
    const invalidation = new Invalidation(client);
    const stop = listen({
      onChange: (change) => {
        setLive((before) => ({ ...before, lastChange: change }));
        noteChange(change);
        invalidation.add(change);
      },
      onConnection: (connection) => {
        setLive((before) => ({ ...before, connection }));
        if (connection !== 'live') forgetPresence();
      },
      onReset: () => invalidation.addAll(),
      onPresence: setPresence,
      onJob: (job) => client.setQueryData(['jobs', job.id], job),
    });
    return () => {
      invalidation.stop();
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
