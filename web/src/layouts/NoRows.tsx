// A layout without rows: because of what the reader filtered, or because there are none yet.
import { Button } from '@mantine/core';
import { titleOf, type Table, type View } from '../api/schema';
import { useOpen } from '../app/open';
import type { ViewSearch } from '../app/search';
import { IconFilter, IconTable } from '../parts/icons';
import { Message } from '../parts/Message';

interface Props {
  table: Table;
  view: View;
  search: ViewSearch;
  change: (part: Partial<ViewSearch>) => void;
}

export function NoRows({ table, view, search, change }: Props) {
  const open = useOpen();
  if (search.filter || search.q || search.control) {
    return (
      <Message
        icon={<IconFilter size={22} />}
        title="Nothing matches"
        action={<Button variant="default" onClick={() => change({ filter: undefined, q: undefined, control: undefined })}>Clear filters</Button>}
      >
        No row of {titleOf(view)} matches the search and filters.
      </Message>
    );
  }
  return (
    <Message
      icon={<IconTable size={22} />}
      title="Nothing here yet"
      action={table.system ? undefined : <Button onClick={() => open.add(table.id)}>New row</Button>}
    >
      {table.rowCount > 0 ? `None of the rows of ${titleOf(table)} belongs in this view.` : (table.description ?? `${titleOf(table)} has no rows.`)}
    </Message>
  );
}
