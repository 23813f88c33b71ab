// The shared worker: one stream for all pages of the browser.
import { keepOpen, type StreamMessage } from './stream';

interface SharedWorkerScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

const pages = new Set<MessagePort>();
let close: (() => void) | undefined;
let open = false;

function tell(message: StreamMessage) {
  open = message.kind === 'open' || (open && message.kind !== 'error');
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
  };
  if (open) page.postMessage({ kind: 'open' } satisfies StreamMessage);
  close ??= keepOpen(tell);
};
