// The editors of all column types. A type that is missing here is read only.
import type { EditorDescriptor } from './editor';
import { canvas } from './canvas';
import { checkbox } from './checkbox';
import { currency } from './currency';
import { date } from './date';
import { dateTime } from './dateTime';
import { duration } from './duration';
import { email } from './email';
import { files } from './files';
import { link } from './link';
import { multiRelation } from './multiRelation';
import { multiSelect } from './multiSelect';
import { number } from './number';
import { percent } from './percent';
import { phone } from './phone';
import { relation } from './relation';
import { scale } from './scale';
import { select } from './select';
import { text } from './text';

export const editors: readonly EditorDescriptor[] = [
  text,
  canvas,
  email,
  link,
  phone,
  number,
  currency,
  percent,
  duration,
  scale,
  date,
  dateTime,
  checkbox,
  select,
  multiSelect,
  relation,
  multiRelation,
  files,
];

const byType = new Map(editors.flatMap((editor) => editor.types.map((type) => [type, editor] as const)));

export const editorOf = ({ type }: { type: string }): EditorDescriptor | undefined => byType.get(type);
