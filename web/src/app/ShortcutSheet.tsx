// Which keys do what.
import { Kbd, Modal, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { destinationsOf } from './destinations';
import { useSchema } from './schemaContext';
import classes from './ShortcutSheet.module.css';
import { useSingleKeys } from './singleKeys';

const shortcuts: [keys: string[], effect: string][] = [
  [['Ctrl', 'K'], 'Search or jump to anything'],
  [['Ctrl', 'Z'], 'Undo my last change'],
  [['Ctrl', 'Y'], 'Redo'],
  [['/'], 'Search in this view'],
  [['↑', '↓', '←', '→'], 'Move in a grid; with Shift select, with Ctrl jump to the end'],
  [['Enter'], 'Edit the cell, or open what is selected; F2 and typing edit, too'],
  [['Ctrl', 'C / X / V'], 'Copy, cut and paste cells, also from and to Excel and Google Sheets'],
  [['Ctrl', 'D / R'], 'Fill down, fill to the right'],
  [['Del'], 'Clear the selected cells; with Ctrl delete their rows'],
  [['Shift', 'Space'], 'Select the row; with Ctrl the column'],
  [['Alt', 'Enter'], 'Explain the computed value'],
  [['Shift', 'F2'], 'Comment on the cell'],
  [['Alt', '↓'], 'Menu of the cell; on a head, of the column'],
  [['Alt', '← →'], 'Make the column narrower or wider'],
  [['Alt', 'Shift', '← →'], 'Close or open all groups'],
  [['Space'], 'Show the record beside the grid'],
  [['Alt', '↑ ↓'], 'Previous or next record'],
  [['Esc'], 'Cancel, or close what is open'],
  [['?'], 'Show this list'],
];

export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const schema = useSchema();
  const destinations = useMemo(() => destinationsOf(schema), [schema]);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.list}>
        {shortcuts.map(([keys, effect]) => (
          <div key={effect}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
      <h2 className={classes.heading}>Go to a page</h2>
      <dl className={`${classes.list} ${classes.columns}`}>
        {destinations.map(({ letter, title }) => (
          <div key={letter}>
            <dt>
              <Kbd>G</Kbd>
              <Kbd>{letter.toUpperCase()}</Kbd>
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        label="Shortcuts of a single key: ?, / and G"
        description="Off for who dictates, or hits keys by mistake. This list stays in the menu “More”."
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
