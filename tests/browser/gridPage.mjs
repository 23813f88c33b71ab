// A grid as a test sees it: cells by the name of their row and the title of their column, the clipboard, what is selected.
import { until } from './checks.mjs';

export const accounts = 'Account_Master';
export const usual = ['Account_Name', 'Industry_Sub_Sector', 'ARR', 'Employee_Count', 'Contract_Type', 'Renewal_Date', 'Days_To_Renewal', 'Renewal_Risk_Level'];

const enough = 12; // as a spreadsheet's steps need: several to fill, to sort, to group
const verticals = ['Retail', 'Maritime', 'Energy'];

/** All accounts, as the API has them; where the sample has fewer than a step with several needs, after more were made. */
export async function enoughAccounts(server) {
  const there = await server.rows(accounts);
  if (there.length >= enough) return there;
  const [like] = there;
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: enough - there.length }, (_, i) => ({
    Account_Name: `Zenith ${String.fromCharCode(65 + i)}`,
    Industry_Vertical: verticals[i % verticals.length],
    Industry_Sub_Sector: `Sector ${i}`,
    Contract_Type: like.values.Contract_Type,
    Contract_Start_Date: day(-300),
    Contract_End_Date: day(40 * i - 30),
    Renewal_Date: day(40 * i - 30),
    ARR: 100_000 * (i + 1),
    Employee_Count: 50 * (i + 1),
    Customer_Success_Manager: i % 2 === 0 ? like.values.Customer_Success_Manager : '',
  }));
  const cellsOf = (values) => Object.entries(values).map(([column, value]) => ({ column, value }));
  await server.json('POST', `/apis/v1/docs/csip/tables/${accounts}/rows`, { rows: rows.map((values) => ({ cells: cellsOf(values) })) });
  return server.rows(accounts);
}

export class GridPage {
  static async schema(server) {
    const { tables } = await server.json('GET', '/api/schema');
    return tables;
  }

  constructor(page, server, tables) {
    Object.assign(this, { page, server, tables });
  }

  table(name) {
    return this.tables.find((table) => table.name === name);
  }

  column(table, name) {
    return this.table(table).columns.find((column) => column.name === name).id;
  }

  /** Opens a view of a table with just these columns; `state` is what else the address says. */
  async open(table, columns, state = {}, view = 0) {
    const { id } = this.table(table).views[view];
    const search = new URLSearchParams();
    const all = { columns: columns.map((name) => this.column(table, name)), ...state };
    for (const [key, value] of Object.entries(all)) search.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    await this.page.goto(`${this.server.url}/view/x~${id}?${search}`);
    await this.ready();
  }

  ready() {
    return until('rows in the grid', () => this.page.evaluate(() => [...document.querySelectorAll('[role=row]:not([hidden]) > [role=gridcell]')].some((cell) => cell.textContent)), 15_000);
  }

  get root() {
    return this.page.locator('[role=grid], [role=treegrid]');
  }

  #indexOf(title) {
    return this.head(title).getAttribute('aria-colindex');
  }

  // A head that the page draws anew in this very moment is looked for again, as a click does by itself.
  async #bring(title, attempts = 20) {
    try {
      await this.head(title).scrollIntoViewIfNeeded();
    } catch (error) {
      if (attempts === 0 || !/not attached/.test(String(error))) throw error;
      await this.#bring(title, attempts - 1);
    }
  }

  /** The cell of the line with this number (from 1, headers of groups counted) below a column's title. */
  async at(line, title) {
    // Cells out of view are not there: heads always are, and bring theirs along.
    await this.#bring(title);
    return this.page.locator(`[role=row][aria-rowindex="${line + 1}"]:not([hidden]) > [role=gridcell][aria-colindex="${await this.#indexOf(title)}"]:not([hidden])`);
  }

  async text(line, title) {
    return (await (await this.at(line, title)).innerText()).trim();
  }

  async texts(title, count) {
    const found = [];
    for (let line = 1; line <= count; ++line) found.push(await this.text(line, title));
    return found;
  }

  async click(line, title, options) {
    await (await this.at(line, title)).click(options);
  }

  head(title) {
    return this.page.locator('[role=columnheader]', { has: this.page.getByText(title, { exact: true }) }).first();
  }

  /** Selects from one cell to another. */
  async select(line, title, toLine, toTitle) {
    await this.click(line, title);
    await this.click(toLine, toTitle, { modifiers: ['Shift'] });
  }

  /** What Ctrl+C would put on the clipboard. */
  copied(kind = 'copy') {
    return this.page.evaluate((type) => {
      const clipboardData = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
      return { text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') };
    }, kind);
  }

  paste({ text = '', html = '' }) {
    return this.page.evaluate(
      ([plain, table]) => {
        const clipboardData = new DataTransfer();
        if (plain) clipboardData.setData('text/plain', plain);
        if (table) clipboardData.setData('text/html', table);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [text, html],
    );
  }

  active() {
    return this.page.evaluate(() => {
      const id = document.querySelector('[role=grid], [role=treegrid]').getAttribute('aria-activedescendant');
      const cell = id && document.getElementById(id);
      return cell ? { line: Number(cell.parentElement.getAttribute('aria-rowindex')) - 1, column: Number(cell.getAttribute('aria-colindex')) - 1, text: cell.innerText } : undefined;
    });
  }

  async becomes(line, title, text) {
    await until(`${title} in line ${line} to be ${text}`, async () => (await this.text(line, title)) === text);
  }

  total() {
    return this.page.evaluate(() => Number(document.querySelector('[role=grid], [role=treegrid]').getAttribute('aria-rowcount')));
  }
}
