// Blocks of cells as text: tab-separated with quotes as Excel and Google Sheets write and read it, and as an HTML table.
import type { Column } from '../../api/schema';
import { isBlank, isCellError, isFileLink, isRowLink, itemsOf, type Scalar, type Value } from '../../api/values';

/** Cells as text, in lines; all lines have the same length. */
export type Block = string[][];

const squared = (lines: Block): Block => {
  const width = Math.max(0, ...lines.map((line) => line.length));
  return lines.map((line) => [...line, ...Array<string>(width - line.length).fill('')]);
};

export function parseTsv(text: string): Block {
  const lines: Block = [];
  let line: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (;;) {
    let cell = '';
    if (source[at] === '"' && closesAsCell(source, at)) {
      for (++at; at < source.length; ++at) {
        if (source[at] !== '"') cell += source[at];
        else if (source[at + 1] === '"') (cell += '"'), ++at;
        else break;
      }
      ++at;
    } else {
      while (at < source.length && source[at] !== '\t' && source[at] !== '\n') cell += source[at++];
    }
    line.push(cell);
    if (source[at] === '\t') {
      ++at;
      continue;
    }
    lines.push(line);
    line = [];
    if (at >= source.length) return squared(lines);
    ++at;
  }
}

/** A quote opens a quoted cell only when its end is followed by the end of the cell: `"Big" deals` is a text. */
function closesAsCell(text: string, start: number): boolean {
  for (let at = start + 1; at < text.length; ++at) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') ++at;
    else return at + 1 >= text.length || text[at + 1] === '\t' || text[at + 1] === '\n';
  }
  return false;
}

const quoted = (cell: string) => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const formatTsv = (block: Block) => block.map((line) => line.map(quoted).join('\t')).join('\n');

/** The first table in a piece of HTML; undefined when there is none. Nothing of it is ever shown or run. */
export function parseHtmlTable(html: string): Block | undefined {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return undefined;
  const lines: Block = [];
  for (const row of table.querySelectorAll('tr')) {
    const line: string[] = [];
    for (const cell of row.querySelectorAll('td, th')) {
      for (const br of cell.querySelectorAll('br')) br.replaceWith('\n');
      line.push((cell.textContent ?? '').replace(/\u00a0/g, ' ').trim());
      const span = Math.min(100, Number(cell.getAttribute('colspan') ?? 1));
      for (let i = 1; i < span; ++i) line.push('');
    }
    if (line.length > 0) lines.push(line);
  }
  return lines.length > 0 ? squared(lines) : undefined;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '<br>');

export const formatHtmlTable = (block: Block) =>
  `<table>${block.map((line) => `<tr>${line.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`;

function scalarText(value: Scalar): string {
  if (value === null || isCellError(value)) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (isRowLink(value) || isFileLink(value)) return value.name;
  return String(value);
}

/** A value as other programs can calculate with it: all digits, days as 2026-06-09. */
export function copyText(_column: Column, value: Value | undefined): string {
  if (isBlank(value)) return '';
  return itemsOf(value).map(scalarText).join(', ');
}
