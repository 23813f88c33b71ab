// The tools of a view, always in the same order: fields, filter, group, sort, colour, height, search; then what is done with all of it.
import { Button, Menu, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { RowQuery } from '../api/rows';
import { titleOf, type Layout, type Table, type View } from '../api/schema';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import type { ViewSearch } from '../app/search';
import { columnsOfView, shownColumns, sortKeysOf } from '../grid/useSetup';
import { layouts } from '../layouts/all';
import { IconArrowsSort, IconCheck, IconColumns, IconDots, IconDownload, IconFilter, IconHistory, IconLineHeight, IconPalette, IconPlus, IconPrinter, IconStack2 } from '../parts/icons';
import { NamedIcon } from '../parts/NamedIcon';
import { AsOfPanel } from './AsOf';
import { ColourPanel, formatsOf } from './ColourPanel';
import { countConditions } from './conditions';
import { useExport } from './exportView';
import { FieldsPanel } from './FieldsPanel';
import { FilterBuilder } from './FilterBuilder';
import { keyText } from './gridState';
import { SearchBox } from './SearchBox';
import { SortEditor } from './SortEditor';
import classes from './Toolbar.module.css';
import { ToolButton } from './ToolButton';
import { readGridOptions, withGridOptions, type RowHeight } from './viewOptions';

type Tool = 'fields' | 'filter' | 'group' | 'sort' | 'colour' | 'asOf';

interface Props {
  table: Table;
  view: View;
  layout: Layout;
  search: ViewSearch;
  query: RowQuery;
  change: (part: Partial<ViewSearch>) => void;
}

const heights: [RowHeight, string][] = [
  ['compact', 'Compact'],
  ['normal', 'Normal'],
  ['comfortable', 'Comfortable'],
  ['tall', 'Tall'],
  ['taller', 'Taller'],
];

export function Toolbar({ table, view, layout, search, query, change }: Props) {
  const schema = useSchema();
  const open = useOpen();
  const [tool, setTool] = useState<Tool>();
  const opened = (name: Tool) => ({ opened: tool === name, onChange: (now: boolean) => setTool(now ? name : undefined) });
  const ofView = columnsOfView(schema, table, view);
  const shown = shownColumns(table.columns, ofView, search.columns);
  const sort = sortKeysOf(schema, table, search.sort, view.sort);
  const group = sortKeysOf(schema, table, search.group, view.group);
  const options = readGridOptions(search.options);
  const hidden = table.columns.length - shown.length;
  const grid = layout === 'grid';
  const exportView = useExport();
  const download = () => exportView(view.id, { ...query, columns: shown.map(({ id }) => id) });
  return (
    <div className={classes.bar} role="toolbar" aria-label={`Tools of ${titleOf(view)}`}>
      <LayoutMenu view={view} layout={layout} change={change} />
      <ToolButton icon={<IconColumns size={16} />} label="Fields" count={hidden} counted="hidden" {...opened('fields')}>
        <FieldsPanel all={table.columns} shown={shown} onChange={(columns) => change({ columns })} />
      </ToolButton>
      <ToolButton icon={<IconFilter size={16} />} label="Filter" count={countConditions(search.filter)} width={620} {...opened('filter')}>
        {view.filter && <p className={classes.code}>The view itself: {view.filter}</p>}
        <FilterBuilder table={table} tree={search.filter} onChange={(filter) => change({ filter })} />
      </ToolButton>
      <ToolButton icon={<IconStack2 size={16} />} label="Group" count={group.length} width={400} {...opened('group')}>
        <SortEditor what="group" keys={group} columns={table.columns} onChange={(keys) => change({ group: keys.map(keyText) })} />
      </ToolButton>
      <ToolButton icon={<IconArrowsSort size={16} />} label="Sort" count={sort.length} width={400} {...opened('sort')}>
        <SortEditor what="sort" keys={sort} columns={table.columns} onChange={(keys) => change({ sort: keys.map(keyText) })} />
      </ToolButton>
      <ToolButton icon={<IconPalette size={16} />} label="Colour" count={formatsOf(table, view).length} width={420} {...opened('colour')}>
        <ColourPanel table={table} view={view} />
      </ToolButton>
      {grid && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <UnstyledButton className={classes.tool ?? ''} data-active={options.height !== undefined || options.wrap || undefined} aria-label="Height" title="Height">
              <IconLineHeight size={16} />
              <span className={classes.word}>Height</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item rightSection={options.height === undefined ? <IconCheck size={14} /> : null} onClick={() => change({ options: withGridOptions(search.options, { height: undefined }) })}>
              As in all views
            </Menu.Item>
            {heights.map(([height, word]) => (
              <Menu.Item key={height} rightSection={options.height === height ? <IconCheck size={14} /> : null} onClick={() => change({ options: withGridOptions(search.options, { height }) })}>
                {word}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item
              rightSection={options.wrap ? <IconCheck size={14} /> : null}
              onClick={() => change({ options: withGridOptions(search.options, { wrap: !options.wrap, ...(options.wrap || options.height ? {} : { height: 'tall' as const }) }) })}
            >
              Wrap long texts
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <SearchBox value={search.q} onChange={(q) => change({ q })} />
      <span className={classes.gap} />
      <ToolButton icon={<IconHistory size={16} />} label="As it was" count={search.asOf ? 1 : 0} {...opened('asOf')}>
        <AsOfPanel
          asOf={search.asOf}
          onChange={(asOf) => {
            setTool(undefined);
            change({ asOf });
          }}
        />
      </ToolButton>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.tool ?? ''} aria-label="More" title="More">
            <IconDots size={16} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void download()}>
            Download as CSV
          </Menu.Item>
          {grid && (
            <Menu.Item
              leftSection={<IconPrinter size={14} />}
              rightSection="Ctrl+P"
              onClick={() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true }))}
            >
              Print
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {!table.system && !search.asOf && (
        <Button size="xs" h={28} ml={4} leftSection={<IconPlus size={14} />} onClick={() => open.add(table.id)}>
          New row
        </Button>
      )}
    </div>
  );
}

function LayoutMenu({ view, layout, change }: Pick<Props, 'view' | 'layout' | 'change'>) {
  const now = layouts[layout];
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.tool ?? ''} aria-label={`Layout: ${now?.title ?? layout}`} title="Layout">
          <NamedIcon name={now?.icon} />
          <span className={classes.word}>{now?.title ?? layout}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(layouts) as Layout[]).map((name) => (
          <Menu.Item
            key={name}
            leftSection={<NamedIcon name={layouts[name]?.icon} size={14} />}
            rightSection={name === layout ? <IconCheck size={14} /> : null}
            onClick={() => change({ layout: name === view.layout ? undefined : name })}
          >
            {layouts[name]?.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
