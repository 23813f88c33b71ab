// The blueprint by names, as a test speaks of it, and pages opened and read.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

const searchOf = (search) =>
  new URLSearchParams(Object.entries(search).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)])).toString();

/** The schema by names, as a test speaks of it. */
export class Blueprint {
  static async read(server) {
    const blueprint = new Blueprint();
    blueprint.schema = await server.json('GET', '/api/schema');
    return blueprint;
  }
  table(name) {
    const found = this.schema.tables.find((table) => table.name === name);
    assert.ok(found, `no table ${name}`);
    return found;
  }
  column(table, name) {
    const found = this.table(table).columns.find((column) => column.name === name);
    assert.ok(found, `no column ${table}.${name}`);
    return found.id;
  }
  view(table, name) {
    const found = this.table(table).views.find((view) => view.name === name);
    assert.ok(found, `no view ${table}: ${name}`);
    return found;
  }
  path(table, view, search = {}) {
    return `/view/x~${this.view(table, view).id}?${searchOf(search)}`;
  }
}

export async function open(visit, server, path) {
  await visit.page.goto(server.url + path);
  await until('the page', async () => (await visit.page.locator('h1').count()) > 0 && (await visit.page.getByRole('status', { name: /^Reading/ }).count()) === 0, 15_000);
}

/** Finds and takes something in the first control of the page. */
export async function chooseControl(page, text) {
  await page.getByRole('group', { name: 'What is shown' }).locator('input:not([type="hidden"])').first().click();
  await page.keyboard.type(text);
}

/** Each of the pages in dark colours and on a phone. */
export async function everywhere(browser, server, paths) {
  for (const [name, options] of [['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 390, height: 844 } }]]) {
    const visit = await Visit.open(browser, server.url, options);
    for (const [page, path] of paths) {
      await check(`${page} (${name}) is read without a fault`, async () => {
        visit.complaints.length = 0;
        await open(visit, server, path);
        assert.equal(await visit.page.getByText(/There is no such|This could not be read|Something went wrong/).count(), 0);
        assert.deepEqual(await visit.accessibilityFaults(), []);
        assert.deepEqual(visit.complaints, []);
        const sideways = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${sideways} pixels too wide`);
        await visit.screenshot(`${page.replaceAll(' ', '-')}-${name}`);
      });
    }
    await visit.close();
  }
}
