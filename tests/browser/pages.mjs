// Every page there is: each view of each table, each dashboard, a record of each table. None complains, none asks anybody
// else, axe-core finds nothing serious; one of each kind in dark and on a phone, too.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

const settle = (page) =>
  until(
    'the page to be read',
    async () => (await page.locator('h1').count()) > 0 && (await page.getByRole('status', { name: /^Reading/ }).count()) === 0,
    15_000,
  );

/** [kind, name, path] of every page. */
async function allPages(server) {
  const { tables, dashboards = [] } = await server.json('GET', '/api/schema');
  const pages = [
    ['home', 'Home', '/'],
    ['review', 'Blueprint review', '/blueprint'],
    ['what-if', 'What if', '/what-if'],
    ['import', 'Import', '/import'],
    ['history', 'History', '/history'],
    ['bin', 'Bin', '/bin'],
  ];
  for (const { id, title } of dashboards) pages.push(['dashboard', title, `/dashboard/x~${id}`]);
  for (const table of tables) {
    for (const view of table.views) pages.push([view.layout, `${table.name}: ${view.name}`, `/view/x~${view.id}`]);
    const { rows } = await server.json('GET', `/api/views/${table.id}/rows?limit=1`);
    if (rows.length > 0 && !table.system) pages.push(['record', `${table.name}: ${rows[0].name}`, `/record/x~${table.id}/${rows[0].id}`]);
  }
  return pages;
}

async function walk(visit, server, pages, name, phone) {
  for (const [kind, title, path] of pages) {
    await check(`${title} (${kind}, ${name})`, async () => {
      visit.complaints.length = 0;
      await visit.page.goto(server.url + path);
      await settle(visit.page);
      assert.equal(await visit.page.getByText(/There is no such|This could not be read|Something went wrong/).count(), 0);
      assert.deepEqual(await visit.accessibilityFaults(), []);
      assert.deepEqual(visit.complaints, []);
      assert.deepEqual(visit.foreign, []);
      if (phone) {
        const sideways = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${sideways} pixels too wide`);
      }
    });
  }
}

export async function pages(browser, server) {
  const all = await allPages(server);
  const ofEachKind = [...new Map(all.map((page) => [page[0], page])).values()];
  const light = await Visit.open(browser, server.url, { colorScheme: 'light' });
  await walk(light, server, all, 'light', false);
  await light.close();
  const dark = await Visit.open(browser, server.url, { colorScheme: 'dark' });
  await walk(dark, server, ofEachKind, 'dark', false);
  await dark.close();
  const phone = await Visit.open(browser, server.url, { viewport: { width: 390, height: 844 } });
  await walk(phone, server, ofEachKind, 'phone', true);
  await phone.close();
}

/** What a cell says is text, whatever it says. */
export async function hostileText(browser, server) {
  const { tables } = await server.json('GET', '/api/schema');
  const evil = `<img src=x onerror="globalThis.harmed=1"><script>globalThis.harmed=1</script>"'><svg/onload=globalThis.harmed=1>`;
  const table = tables.find(({ name }) => name === 'Account_Master');
  const { rows } = await server.json('GET', `/api/views/${table.id}/rows?limit=1`);
  const row = rows[0].id;
  const related = tables.find(({ name }) => name === 'Engagement_Log');
  await check('markup and scripts in cells stay text on every page that shows them', async () => {
    await server.update(table.name, row, { Account_Name: evil, Industry_Sub_Sector: evil, Country: evil });
    const engagements = await server.json('GET', `/api/views/${related.id}/rows?limit=1`);
    await server.update(related.name, engagements.rows[0].id, {
      Notes: `${evil}\n\n[x](javascript:globalThis.harmed=1) ![x](javascript:globalThis.harmed=1)`,
      Topics_Discussed: `<iframe src="javascript:globalThis.harmed=1"></iframe>`,
    });
    const visit = await Visit.open(browser, server.url);
    const paths = ['/', `/view/x~${table.views[0].id}`, `/view/x~${related.views[0].id}`, `/record/x~${table.id}/${row}`,
      `/record/x~${related.id}/${engagements.rows[0].id}`, '/history', '/what-if'];
    for (const path of paths) {
      await visit.page.goto(server.url + path);
      await settle(visit.page);
      assert.equal(await visit.page.evaluate(() => globalThis.harmed), undefined, path);
      assert.equal(await visit.page.locator('a[href^="javascript:" i], iframe, img[src="x"]').count(), 0, path);
    }
    assert.deepEqual(visit.foreign, []);
    await visit.close();
  });
}
