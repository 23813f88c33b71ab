// A link to a record: a click shows it beside the page, with Ctrl or in a new tab it is a page of its own.
import { Link, useNavigate } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { tableSegment, writePeek } from './links';
import { useSchema } from './schemaContext';

interface Props {
  table: string;
  row: string;
  className?: string | undefined;
  /** Of a card that is dragged itself: the browser would drag the link away. */
  draggable?: boolean;
  children: ReactNode;
}

export function RecordLink({ table: key, row, className, draggable, children }: Props) {
  const schema = useSchema();
  const navigate = useNavigate();
  const table = schema.table(key);
  if (!table) return <span className={className}>{children}</span>;
  const peek = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    void navigate({ to: '.', search: (before) => ({ ...before, peek: writePeek(table.id, row) }) });
  };
  return (
    <Link to="/record/$table/$row" params={{ table: tableSegment(table), row }} className={className} onClick={peek} {...(draggable === undefined ? {} : { draggable })}>
      {children}
    </Link>
  );
}
