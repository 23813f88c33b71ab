// An account as this page shows it, read from a row of the API.
import { readDay, type Day } from '../format/date';
import { readNumber } from '../format/number';
import type { CellValue, Row } from '../api/rows';
import { accountFields } from './fields';

export interface Account {
  id: string;
  name: string;
  about: string; // industry and country, as far as they are known
  status: string;
  health: number | undefined;
  healthChange: number | undefined; // over 30 days
  healthWord: string; // "Improving", "Stable", "Declining"
  risk: string;
  daysToRenewal: number | undefined;
  renewalDate: Day | undefined;
  arr: number | undefined;
  manager: string;
}

/** The text of a cell; several values are joined. */
export function readText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(readText).filter(Boolean).join(', ') : String(value);
}

/** The words of a flag without the symbol before them: "🟢 Improving" is "Improving". */
export const wordOf = (flag: string) => flag.replace(/^[^\p{L}\p{N}]+/u, '');

export function readAccount(row: Row): Account {
  const cell = (field: keyof typeof accountFields) => row.values[accountFields[field]];
  return {
    id: row.id,
    name: readText(cell('name')) || row.name,
    about: [readText(cell('industry')), readText(cell('country'))].filter(Boolean).join(' · '),
    status: readText(cell('status')),
    health: readNumber(cell('health')),
    healthChange: readNumber(cell('healthChange')),
    healthWord: wordOf(readText(cell('healthFlag'))),
    risk: readText(cell('risk')),
    daysToRenewal: readNumber(cell('daysToRenewal')),
    renewalDate: readDay(cell('renewalDate')),
    arr: readNumber(cell('arr')),
    manager: readText(cell('manager')),
  };
}
