// The one way in which the page writes. An edit shows at once; when it is refused, what it showed goes back and the reason
// is told; when somebody else was quicker, both values are shown to choose from; without a line it waits in the outbox.
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { newKey, sendEdits, sendRedo, sendUndo, type Conflict, type EditAction, type EditCause, type EditOutcome, type EditRequest } from '../api/edits';
import { ApiError } from '../api/http';
import { useSchema } from '../app/schemaContext';
import { useLive } from '../live/live';
import { ConflictDialog } from './ConflictDialog';
import { showAtOnce } from './optimistic';
import { openOutbox } from './outbox';

export interface WriteOptions {
  reason?: string;
  cause?: EditCause;
  /** Say so when it is done, with a way back. */
  toast?: string;
  /** The caller shows the words of a refusal itself. */
  quiet?: boolean;
}

export interface Writer {
  /** What the server answered; undefined when the edit waits for the line, or was given up in a conflict. Throws ApiError when refused. */
  write(actions: EditAction[], options?: WriteOptions): Promise<EditOutcome | undefined>;
  undo(sequence?: number): Promise<void>;
  redo(): Promise<void>;
  /** How many edits wait for the line. */
  waiting: number;
}

const WriterContext = createContext<Writer | undefined>(undefined);

export function useWriter(): Writer {
  const writer = useContext(WriterContext);
  if (!writer) throw new Error('useWriter outside of WriterProvider');
  return writer;
}

interface OpenConflict {
  request: EditRequest;
  conflicts: Conflict[];
  settle: (choice: 'mine' | 'theirs') => void;
}

/** Between two attempts to send what waits. */
const AGAIN_MS = 3_000;

export function WriterProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const schema = useSchema();
  const { connection } = useLive();
  const outbox = useRef(openOutbox());
  const [waiting, setWaiting] = useState(() => outbox.current.all().length);
  const [conflict, setConflict] = useState<OpenConflict>();

  const readAgain = useCallback(() => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'schema' }), [client]);

  const send = useCallback(
    async (request: EditRequest): Promise<EditOutcome | undefined> => {
      try {
        return await sendEdits(request);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409 || !error.body.conflicts?.length) throw error;
        const { conflicts } = error.body;
        const choice = await new Promise<'mine' | 'theirs'>((settle) => setConflict({ request, conflicts, settle }));
        setConflict(undefined);
        if (choice === 'theirs') {
          readAgain();
          return undefined;
        }
        return sendEdits({ ...request, idempotencyKey: newKey(), actions: request.actions.map(withoutExpected) });
      }
    },
    [readAgain],
  );

  const write = useCallback<Writer['write']>(
    async (actions, { toast, quiet, ...rest } = {}) => {
      if (actions.length === 0) return undefined;
      // Who does not hear the answer sends it again: by its key the server knows whether it was done.
      const request = { ...rest, idempotencyKey: newKey() };
      await client.cancelQueries({ queryKey: ['rows'] });
      showAtOnce(client, actions, (key) => schema.table(key)?.id ?? key);
      try {
        const outcome = await send({ actions, ...request });
        if (toast && outcome) tellDone(toast, () => void undo(outcome.sequence));
        return outcome;
      } catch (error) {
        if (error instanceof ApiError && error.status === 0) {
          outbox.current.add({ actions, ...request });
          setWaiting(outbox.current.all().length);
          return undefined;
        }
        readAgain();
        if (!quiet) tellRefused(error);
        throw error;
      }
    },
    [client, schema, send, readAgain],
  );

  const undo = useCallback<Writer['undo']>(
    (sequence) => step(() => sendUndo(sequence), 'Undone', 'There is nothing to undo'),
    [],
  );
  const redo = useCallback<Writer['redo']>(() => step(sendRedo, 'Done again', 'There is nothing to redo'), []);

  // What waits goes first and in order: when the line is back, and again and again while the stream says that it is there, for
  // a stream that is shared with other pages may live on while this page has no network.
  const [attempt, setAttempt] = useState(0);
  const some = waiting > 0;
  useEffect(() => {
    if (!some) return;
    const again = () => setAttempt((n) => n + 1);
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [some]);
  const sending = useRef(false);
  useEffect(() => {
    if (connection !== 'live' || sending.current) return;
    sending.current = true;
    void (async () => {
      for (let next = outbox.current.all()[0]; next; next = outbox.current.all()[0]) {
        try {
          await send(next);
        } catch (error) {
          if (error instanceof ApiError && error.status === 0) return;
          tellRefused(error);
        }
        outbox.current.drop();
        setWaiting(outbox.current.all().length);
      }
    })().finally(() => (sending.current = false));
  }, [connection, attempt, send]);

  const writer = useMemo<Writer>(() => ({ write, undo, redo, waiting }), [write, undo, redo, waiting]);
  return (
    <WriterContext.Provider value={writer}>
      {children}
      <ConflictDialog conflicts={conflict?.conflicts} onChoose={(choice) => conflict?.settle(choice)} />
    </WriterContext.Provider>
  );
}

function withoutExpected(action: EditAction): EditAction {
  if (!('write' in action)) return action;
  const { expected: _, ...write } = action.write;
  return { write };
}

async function step(send: () => Promise<{ what: string }>, done: string, nothing: string) {
  try {
    const { what } = await send();
    notifications.show({ title: done, message: what, color: 'gray' });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) notifications.show({ message: nothing, color: 'gray' });
    else tellRefused(error);
  }
}

export function tellRefused(error: unknown, title = 'That was not saved') {
  const words = error instanceof Error ? error.message : String(error);
  notifications.show({ title, message: words, color: 'red', autoClose: 10_000 });
}

function tellDone(message: string, undo: () => void) {
  const id = notifications.show({
    color: 'gray',
    autoClose: 8_000,
    message: <DoneMessage message={message} onUndo={() => (notifications.hide(id), undo())} />,
  });
}

function DoneMessage({ message, onUndo }: { message: string; onUndo: () => void }) {
  return (
    <>
      {message}{' '}
      <button type="button" className="text-button" onClick={onUndo}>
        Undo
      </button>
    </>
  );
}
