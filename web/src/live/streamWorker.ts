// The shared worker: one stream for all pages of the browser.
import { keepOpen, type StreamMessage } from './stream';

interface SharedWorkerScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

const pages = new Set<MessagePort>();
let close: (() => void) | undefined;
let open = false;
let present: StreamMessage | undefined; // for pages that come later

function tell(message: StreamMessage) {
  open = message.kind === 'open' || (open && message.kind !== 'error');
  if (message.kind === 'event' && message.name === 'presence') present = message;
  if (message.kind === 'error') present = undefined;
  for (const page of pages) page.postMessage(message);
}

(globalThis as unknown as SharedWorkerScope).onconnect = ({ ports }) => {
  const [page] = ports;
  if (!page) return;
  pages.add(page);
  page.onmessage = ({ data }) => {
    if (data !== 'close') return;
    pages.delete(page);
    if (pages.size > 0) return;
    close?.();
    close = undefined;
    open = false;
    present = undefined;
  };
  if (open) page.postMessage({ kind: 'open' } satisfies StreamMessage);
  if (open && present) page.postMessage(present);
  close ??= keepOpen(tell);
};
