// Which keys do what.
import { ActionIcon, Kbd, Modal, Tooltip } from '@mantine/core';
import { IconKeyboard } from '../parts/icons';
import classes from './ShortcutSheet.module.css';

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
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ 'aria-label': 'Close' }}>
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
    </Modal>
  );
}

export function ShortcutButton({ onClick }: { onClick: () => void }) {
  return (
    <Tooltip label="Keyboard shortcuts (?)">
      <ActionIcon variant="subtle" color="gray" size={32} aria-label="Keyboard shortcuts" onClick={onClick}>
        <IconKeyboard size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
