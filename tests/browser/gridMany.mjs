// A grid of 100,000 rows in Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';
import { accounts, GridPage } from './gridPage.mjs';

/** As many metrics as a large customer has. */
export async function many(browser, server) {
  const count = 100_000;
  const [{ values: { Account_ID: account } }] = await server.rows(accounts);
  await server.suspend();
  const folder = join(server.folder, 'csv');
  mkdirSync(folder, { recursive: true });
  const categories = ['Performance', 'Reliability', 'Adoption', 'Security'];
  const lines = Array.from({ length: count }, (_, i) =>
    [account, categories[i % 4], `Metric ${i}`, 'Technical', '%', 'Daily', i % 100, 100, 80, 50, 'true', 'Anypoint Analytics'].join(','),
  );
  const head = 'Account,Metric_Category,Metric_Name,Metric_Type,Unit,Measurement_Frequency,Current_Value,Target_Value,Threshold_Warning,Threshold_Critical,Trend_Is_Good,Data_Source';
  writeFileSync(join(folder, 'Platform_Health_Metrics.csv'), `${head}\n${lines.join('\n')}\n`);
  execFileSync(process.env.CSIP_BINARY, ['import', '--data', server.data, '--csv-dir', folder]);
  await server.resume();
  const tables = await GridPage.schema(server);
  const visit = await Visit.open(browser, server.url);
  const grid = new GridPage(visit.page, server, tables);
  const { page } = visit;
  let asked = 0;
  page.on('request', (request) => (asked += /\/rows\?/.test(request.url()) ? 1 : 0));
  await check('100,000 rows: reading speed costs little of a frame, and the last row is reached', async () => {
    await grid.open('Platform_Health_Metrics', ['Metric_Name', 'Account', 'Metric_Category', 'Current_Value', 'Target_Value', 'Health_Status', 'Trend_Is_Good', 'Last_Measured']);
    const protocol = await page.context().newCDPSession(page);
    // Time of the page's own thread: other work on the machine does not count.
    await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => (await protocol.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    for (const [name, step, most] of [['reading', 96, 16], ['flinging', 4000, 50]]) {
      const frames = 120;
      const before = await busy();
      const askedBefore = asked;
      await page.evaluate(
        async ([by, times]) => {
          const view = document.querySelector('[role=grid]');
          for (let i = 0; i < times; ++i) {
            view.scrollTop += by;
            await new Promise(requestAnimationFrame);
          }
        },
        [step, frames],
      );
      const each = ((await busy()) - before) / frames;
      console.log(`        ${name}: ${each.toFixed(1)} ms of the thread per frame`);
      if (name === 'flinging') assert.ok(asked - askedBefore < 10, `${asked - askedBefore} pages were asked for while flinging`);
      assert.ok(each < most, `${each.toFixed(1)} ms per frame while ${name}`);
    }
    await page.evaluate(() => {
      const view = document.querySelector('[role=grid]');
      view.scrollTop = view.scrollHeight;
    });
    const all = Number((await grid.total()) - 3);
    assert.ok(all >= count);
    await until('the last row', async () => (await page.locator(`[role=row][aria-rowindex="${all + 1}"]:not([hidden]) > [role=gridcell]`).first().innerText().catch(() => '')) !== '', 10_000);
    await visit.screenshot('grid-100000');
  });
  await visit.close();
}
