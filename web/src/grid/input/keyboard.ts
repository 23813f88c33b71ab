// Which key means what in a grid, as in a spreadsheet. No effect here: a key becomes a command.
import type { Move } from '../model/selection';

export type Command =
  | { kind: 'move'; move: Move; extend: boolean }
  | { kind: 'step'; by: 'column' | 'line'; back: boolean }
  | { kind: 'edit'; text?: string }
  | { kind: 'width'; by: number }
  | { kind: 'groups'; closed: boolean }
  | { kind: 'selectAll' | 'selectRow' | 'selectColumn' | 'clear' | 'escape' | 'fillDown' | 'fillRight' | 'peek' | 'open' | 'menu' | 'deleteRows' | 'newRow' | 'explain' | 'comment' | 'enter' };

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  isComposing?: boolean;
}

const arrows: Record<string, [plain: Move, jump: Move]> = {
  ArrowUp: ['up', 'top'],
  ArrowDown: ['down', 'bottom'],
  ArrowLeft: ['left', 'lineStart'],
  ArrowRight: ['right', 'lineEnd'],
  Home: ['lineStart', 'start'],
  End: ['lineEnd', 'end'],
  PageUp: ['pageUp', 'top'],
  PageDown: ['pageDown', 'bottom'],
};

function withCommand(key: string, shift: boolean): Command | undefined {
  switch (key.toLowerCase()) {
    case 'a':
      return { kind: 'selectAll' };
    case 'd':
      return { kind: 'fillDown' };
    case 'r':
      return shift ? undefined : { kind: 'fillRight' };
    case 'enter':
      return { kind: shift ? 'newRow' : 'open' };
    case 'delete':
      return { kind: 'deleteRows' };
    case ' ':
      return { kind: 'selectColumn' };
    default:
      return undefined;
  }
}

/** undefined: the key is not the grid's; the browser and the page may have it. */
export function commandOf(event: Key): Command | undefined {
  const { key, shiftKey: shift, altKey: alt } = event;
  const command = event.ctrlKey || event.metaKey;
  if (event.isComposing) return undefined;
  if (alt) {
    if (shift && (key === 'ArrowLeft' || key === 'ArrowRight')) return { kind: 'groups', closed: key === 'ArrowLeft' };
    if (key === 'ArrowRight') return { kind: 'width', by: 16 };
    if (key === 'ArrowLeft') return { kind: 'width', by: -16 };
    if (key === 'ArrowDown') return { kind: 'menu' };
    if (key === 'Enter') return { kind: 'explain' };
    if (command && key.toLowerCase() === 'm') return { kind: 'comment' };
    return undefined;
  }
  const arrow = arrows[key];
  if (arrow) return { kind: 'move', move: arrow[command ? 1 : 0], extend: shift };
  if (command) return withCommand(key, shift);
  switch (key) {
    case 'Tab':
      return { kind: 'step', by: 'column', back: shift };
    case 'Enter':
      return shift ? { kind: 'step', by: 'line', back: true } : { kind: 'enter' };
    case 'F2':
      return shift ? { kind: 'comment' } : { kind: 'edit' };
    case 'Escape':
      return { kind: 'escape' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    case ' ':
      return { kind: shift ? 'selectRow' : 'peek' };
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'F10':
      return shift ? { kind: 'menu' } : undefined;
    default:
      break;
  }
  // "/" and "?" belong to the page: search in the view, and the list of keys.
  if ([...key].length === 1 && key !== '/' && key !== '?') return { kind: 'edit', text: key };
  return undefined;
}
