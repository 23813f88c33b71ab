import type { EditorDescriptor, EditorProps } from './editor';
import { NumberLine, parseNumber, writeNumber } from './numeric';
import { formatCurrency } from '../../format/number';
import { LineEditor } from './LineEditor';

const Money = (props: EditorProps) =>
  props.placement === 'cell' ? (
    <NumberLine {...props} />
  ) : (
    <LineEditor
      {...props}
      inputMode="decimal"
      align="right"
      behind={props.column.currency ?? 'USD'}
      hint={(value) => (typeof value === 'number' ? formatCurrency(value, props.column.currency) : undefined)}
    />
  );

export const currency: EditorDescriptor = { types: ['currency'], component: Money, parse: parseNumber, write: writeNumber };
