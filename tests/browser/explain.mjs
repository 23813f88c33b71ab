// Explaining numbers, editing formulas, reviewing the blueprint and trying what-if.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';
import { enoughAccounts } from './gridPage.mjs';

const table = 'Account_Master';
const address = (server, path, search = {}) => `${server.url}${path}?${new URLSearchParams(search)}`;
const numberIn = (text) => Number(text.replaceAll(',', '').replace('−', '-').match(/[-+]?\d+(\.\d+)?/)[0]);

/** As the owner: schema, amendments, the clock. */
async function admin(server, method, path, body) {
  const response = await fetch(server.url + path, {
    method,
    headers: { Authorization: `Bearer ${server.adminToken}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
}
const days = (server, count) => admin(server, 'POST', '/api/test/clock', { advanceSeconds: count * 86_400 });
const explanation = (server, row, column) => admin(server, 'GET', `/api/explain?${new URLSearchParams({ table, row, column })}`);
const formulaOf = async (server, name) =>
  (await admin(server, 'GET', '/api/schema')).tables.find((one) => one.name === table).columns.find((column) => column.name === name).formula;
/** The amendment A1 counts engagement ten times: a level of risk that accounts come to by it. */
const levelOfA1 = async (server) =>
  (await admin(server, 'GET', '/api/amendments/A1')).effect.columns.find(({ moves = [] }) => moves.length > 0).moves[0].to;

export async function explain(browser, server) {
  const [account] = await server.rows(table);
  // Ten quiet days, an edit, five more: something to compare with.
  await days(server, 10);
  const metric = (await server.rows('Platform_Health_Metrics')).find(({ values }) => values.Account === account.name && values.Metric_Category === 'Reliability');
  await server.update('Platform_Health_Metrics', metric.id, { Current_Value: 1 });
  await days(server, 5);

  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  await drawer(visit, server, account, metric);
  await editor(visit, server, account);
  await review(visit, server);
  await whatIf(visit, server, account);
  await check('explain and its kin: nothing complained, nobody else was asked', async () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();
  await everywhere(browser, server, account);
}

async function drawer({ page, ...visit }, server, account, metric) {
  const faults = () => Visit.prototype.accessibilityFaults.call({ page, ...visit });
  const dialog = page.getByRole('dialog');
  const open = (subject) => page.goto(address(server, '/blueprint', { explain: subject }));

  await check('a number of the grid opens its explanation at once', async () => {
    const accounts = (await admin(server, 'GET', '/api/schema')).tables.find(({ name }) => name === table);
    const score = accounts.columns.find(({ name }) => name === 'Health_Score');
    const view = accounts.views.find(({ columns, layout, group, filter }) => layout === 'grid' && group.length === 0 && !filter && columns.some((key) => [score.id, score.name].includes(key)));
    const shown = (await admin(server, 'GET', `/api/views/${view.id}/rows?limit=12`)).rows;
    const rows = shown.filter((row) => row.values[score.id] > 20 && row.values[score.id] % 1 !== 0).slice(0, 3);
    await page.goto(address(server, `/view/x~${view.id}`));
    assert.ok(rows.length > 0);
    const times = [];
    // Three times also where the sample has one account: the best of them says what the page can do.
    for (const row of [...rows, ...rows, ...rows].slice(0, 3)) {
      const words = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(row.values[score.id]);
      // The active cell has a button beside its value.
      await page.getByRole('gridcell', { name: new RegExp(`^${words}( |$)`) }).first().click();
      const started = Date.now();
      await page.keyboard.press('Alt+Enter');
      await dialog.getByText('adds up to the value').waitFor();
      times.push(Date.now() - started);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
    console.log(`        opened in ${times.join(', ')} ms`);
    assert.ok(Math.min(...times) < 300, `${times} ms`);
  });

  await check('a number is explained: its parts add up', async () => {
    await open(`${table}/${account.id}/Health_Score`);
    await page.getByRole('dialog', { name: `Health Score of ${account.name}` }).waitFor();
    await dialog.getByText('adds up to the value').waitFor();
    const points = await dialog.locator('table').first().locator('tbody td.number').allInnerTexts();
    const { value } = await explanation(server, account.id, 'Health_Score');
    assert.equal(points.length, 4);
    assert.ok(Math.abs(points.reduce((sum, text) => sum + numberIn(text), 0) - value) < 0.03, `${points} is not ${value}`);
    await dialog.getByText('× 0.35').waitFor();
    await dialog.getByText('35 % of Platform Technical Health').waitFor();
    await dialog.getByText('In symbols').click();
    await dialog.getByText('[Platform_Technical_Health] * 0.35').waitFor();
    await dialog.getByText('In words').click();
    await Visit.prototype.screenshot.call({ page }, 'explain-score');
    assert.deepEqual(await faults(), []);
  });

  await check('what changed since: part by part, with the edits behind it', async () => {
    await dialog.getByText('7 days', { exact: true }).click();
    const since = dialog.getByRole('region', { name: 'What changed since' });
    await since.getByText('Adds up to the change').waitFor();
    const parts = await since.locator('tbody tr td:last-child').allInnerTexts();
    const total = numberIn(await since.locator('tfoot td').innerText());
    assert.ok(total < 0, `the change is ${total}`);
    assert.ok(Math.abs(parts.reduce((sum, text) => sum + numberIn(text), 0) - total) <= 0.02, `${parts} is not ${total}`);
    await since.getByText('Edits behind it').waitFor();
    const edit = since.locator('li', { hasText: metric.name });
    await edit.first().waitFor();
    assert.match(await edit.first().innerText(), /Current Value .*→ 1\b/s);
    await since.locator('tbody').getByRole('button', { name: 'Platform Technical Health' }).click();
    await page.getByRole('dialog', { name: `Platform Technical Health of ${account.name}` }).waitFor();
    await since.getByText('Adds up to the change').waitFor();
    await since.locator('tbody tr', { hasText: metric.name }).waitFor();
    await Visit.prototype.screenshot.call({ page }, 'explain-since');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('dialog', { name: `Health Score of ${account.name}` }).waitFor();
  });

  await check('where the log does not reach back, it says from when, and what the snapshots kept', async () => {
    await dialog.getByText('30 days', { exact: true }).click();
    await dialog.getByText(/The log of this workspace begins on/).waitFor();
    await dialog.getByText(/has kept the value/).waitFor();
  });

  await check('inputs unfold down to the rows, and a row opens its record', async () => {
    await dialog.getByRole('button', { name: 'Platform Technical Health', expanded: false }).click();
    await dialog.getByRole('button', { name: /rows? of Platform health metrics/ }).click();
    const row = dialog.getByRole('link', { name: metric.name }).last();
    await row.click();
    await until('the record beside', () => /peek=/.test(page.url()));
  });

  await check('a level tells which conditions decided', async () => {
    await open(`${table}/${account.id}/Renewal_Risk_Level`);
    const { conditions } = await explanation(server, account.id, 'Renewal_Risk_Level');
    await dialog.getByText('What decided').waitFor();
    assert.equal(await dialog.locator('ol > li').count(), conditions.length);
    assert.match(await dialog.locator('ol > li').first().innerText(), /Health Score \([\d.]+\) < 60/);
    assert.deepEqual(await faults(), []);
  });

  await check('a blank says what it comes from, and a formula without a column explains itself', async () => {
    await open(`=${JSON.stringify({ formula: '[ARR] / ([ACV] - [ACV])', title: 'Return', table, row: account.id })}`);
    await page.getByRole('dialog', { name: 'Return' }).waitFor();
    await dialog.getByText('It is blank because').waitFor();
    await dialog.getByText('is 0, and nothing can be divided by it').waitFor();
    await enoughAccounts(server); // a total of one account has no parts
    await open('=[Portfolio_ARR]');
    await page.getByRole('dialog', { name: 'Portfolio ARR' }).waitFor();
    await dialog.getByText('adds up to the value').waitFor();
  });

  await check('an explanation is copied as text', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(`${table}/${account.id}/Health_Score`);
    await dialog.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByText('The explanation is on the clipboard').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, new RegExp(`^Health Score of ${account.name}: [\\d.]+`));
    assert.match(text, /Platform Technical Health × 0\.35/);
  });
}

async function editor({ page }, server, account) {
  const faults = () => Visit.prototype.accessibilityFaults.call({ page });
  const dialog = page.getByRole('dialog');
  const text = dialog.locator('.cm-content');
  const type = async (formula) => {
    await text.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(formula);
  };
  const before = await formulaOf(server, 'Stakeholder_Engagement');

  await check('a fault stands under the formula, and one click corrects it', async () => {
    await page.goto(address(server, '/blueprint', { column: `${table}/Stakeholder_Engagement` }));
    await text.waitFor();
    await type('[Helth_Score] / 10');
    await dialog.getByText(/no column .Helth_Score./).waitFor();
    await dialog.locator('.cm-lintRange-error').waitFor();
    await dialog.getByRole('button', { name: 'Use [Health_Score]' }).click();
    await dialog.getByText('Gives: number').waitFor();
    assert.equal(await text.innerText(), '[Health_Score] / 10');
  });

  await check('a ring of formulas is refused before it is saved', async () => {
    await dialog.getByText('This stands in the way').waitFor();
    await dialog.getByText(/Stakeholder_Engagement -> .*Health_Score/).waitFor();
    assert.equal(await dialog.getByRole('button', { name: 'Save' }).isDisabled(), true);
    assert.deepEqual(await faults(), []);
  });

  await check('completion knows whose columns are meant, and signatures which argument', async () => {
    await type('');
    await page.keyboard.type('Filt', { delay: 30 });
    const list = page.locator('.cm-tooltip-autocomplete');
    await list.getByText('Filter', { exact: true }).waitFor();
    await page.waitForFunction(() => document.querySelector('.cm-completionInfo')?.textContent?.includes('→'));
    await list.getByText('Filter', { exact: true }).click();
    await until('the call to be written', async () => (await text.innerText()).startsWith('Filter()'));
    await page.keyboard.type('[Engagement_Log], [');
    await list.getByText('Engagement_Date', { exact: true }).waitFor();
    assert.equal(await page.locator('.csip-signature strong').innerText(), 'condition');
    await page.keyboard.type('Sentiment] = "');
    await list.getByText('Very Positive', { exact: true }).waitFor();
    await Visit.prototype.screenshot.call({ page }, 'formula-completion');
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), true, 'Escape closed the dialog, not only the list');
  });

  await check('real rows and consequences are shown before saving; a save can be taken back', async () => {
    await type(`${before} * 10`);
    await dialog.getByText('Gives: number').waitFor();
    await dialog.locator('tr', { hasText: account.name }).getByText('changes').waitFor();
    const effect = dialog.getByRole('region', { name: 'Before you save' });
    await effect.getByText(/values change in/).waitFor();
    await effect.getByText(await levelOfA1(server)).first().waitFor();
    await effect.getByText(/What hangs on it/).waitFor();
    await Visit.prototype.screenshot.call({ page }, 'formula-editor');
    assert.deepEqual(await faults(), []);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await formulaOf(server, 'Stakeholder_Engagement'), `${before} * 10`);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until('the formula to be as it was', async () => (await formulaOf(server, 'Stakeholder_Engagement')) === before);
  });

  await check('a column is added, and taken away again', async () => {
    await page.goto(address(server, '/blueprint', { column: `${table}/+` }));
    await dialog.getByRole('textbox', { name: 'Name' }).fill('ARR per head');
    await dialog.locator('.cm-content').click();
    await page.keyboard.insertText('[ARR] / [Employee_Count]');
    await dialog.getByText('Gives: number').waitFor();
    await dialog.getByRole('button', { name: 'Add to Accounts' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await formulaOf(server, 'ARR_per_head'), '[ARR] / [Employee_Count]');
    await page.getByRole('button', { name: 'Undo' }).click();
    const columns = async () => (await admin(server, 'GET', '/api/schema')).tables.find((one) => one.name === table).columns;
    await until('the column to go', async () => !(await columns()).some(({ name }) => name === 'ARR_per_head'));
  });
}

async function review({ page }, server) {
  const faults = () => Visit.prototype.accessibilityFaults.call({ page });
  const isOn = async (id) => (await admin(server, 'GET', `/api/amendments/${id}`)).on;

  await check('amendments show reason, words that change and effect, and switch with one click, undoable', async () => {
    await page.goto(address(server, '/blueprint'));
    const card = page.locator('article#A1');
    await card.locator('ins', { hasText: '* 10' }).waitFor();
    await card.getByText(/values change in/).waitFor();
    await card.getByText(await levelOfA1(server)).first().waitFor();
    assert.equal(await page.locator('article').count(), (await admin(server, 'GET', '/api/amendments')).items.length);
    await Visit.prototype.screenshot.call({ page }, 'review');
    assert.deepEqual(await faults(), []);
    await card.locator('.mantine-Switch-track').click();
    await page.getByText(/A1 is on/).waitFor();
    assert.equal(await isOn('A1'), true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until('A1 to be off', async () => !(await isOn('A1')));
    await card.getByText('Off', { exact: true }).waitFor();
  });

  await check('findings lead to the formula and to the amendment that answers them', async () => {
    const { findings } = await admin(server, 'GET', '/api/check');
    await page.getByRole('tab', { name: `Findings (${findings.length})` }).click();
    assert.equal(await page.locator('main ul > li').count(), findings.length);
    assert.deepEqual(await faults(), []);
    await page.getByRole('button', { name: 'Open the formula' }).first().click();
    await page.getByRole('dialog').locator('.cm-content').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Amendment A5' }).click();
    await page.locator('article#A5').waitFor();
  });

  await check('several amendments are tried together', async () => {
    await page.getByRole('checkbox', { name: /Pick A1 / }).check();
    await page.getByRole('checkbox', { name: /Pick A5 / }).check();
    await page.getByRole('link', { name: 'Try 2 together' }).click();
    await page.getByRole('region', { name: 'What would change' }).getByText(/values change in/).waitFor();
    assert.equal(await page.getByRole('checkbox', { name: /^A5 · / }).isChecked(), true);
  });
}

async function whatIf({ page }, server, account) {
  const faults = () => Visit.prototype.accessibilityFaults.call({ page });
  const outcome = page.getByRole('region', { name: 'What would change' });

  await check('a weight is turned, and who moves stands there; the link holds all of it', async () => {
    await page.goto(address(server, '/what-if'));
    await page.getByRole('textbox', { name: 'Platform Technical Health' }).fill('0.5');
    await outcome.getByText(/values change in/).waitFor();
    await outcome.getByRole('region', { name: 'Moves between tiers' }).first().waitFor();
    await page.getByText('The weights make 1.15, not 1.').waitFor();
    await page.getByRole('button', { name: 'Scale them to 1' }).click();
    await page.getByText('The weights make').waitFor({ state: 'detached' });
    await Visit.prototype.screenshot.call({ page }, 'what-if');
    assert.deepEqual(await faults(), []);
    const words = await outcome.getByText(/values? changes? in/).innerText();
    await page.reload();
    await outcome.getByText(words).waitFor();
    assert.equal(await formulaOf(server, 'Health_Score').then((text) => text.includes('0.35')), true, 'trying has written');
    await page.getByRole('button', { name: 'Drop all' }).click();
    await outcome.getByText(/Turn a weight/).waitFor();
  });

  await check('a value is tried, applied as one step, and taken back', async () => {
    const row = async () => (await server.rows(table)).find(({ id }) => id === account.id).values;
    const { ARR: arr } = await row();
    const column = (await admin(server, 'GET', '/api/schema')).tables.find((one) => one.name === table);
    const cell = { table: column.id, row: account.id, name: account.name, column: column.columns.find(({ name }) => name === 'ARR').id, value: 1234567 };
    await page.goto(address(server, '/what-if', { try: JSON.stringify({ cells: [cell] }) }));
    await outcome.getByText(/values? changes? in/).waitFor();
    assert.equal((await row()).ARR, arr);
    await page.getByRole('button', { name: 'Apply…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Apply', exact: true }).click();
    await until('the cell to be written', async () => (await row()).ARR === 1234567);
    await outcome.getByText(/Turn a weight/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await until('the cell to be as it was', async () => (await row()).ARR === arr);
  });
}

/** Phone and dark. */
async function everywhere(browser, server, account) {
  const pages = {
    explain: ['/blueprint', { explain: `${table}/${account.id}/Health_Score` }, 'adds up to the value'],
    formula: ['/blueprint', { column: `${table}/Renewal_Risk_Level` }, 'On real rows'],
    review: ['/blueprint', {}, 'values change in'],
    'what-if': ['/what-if', { try: JSON.stringify({ amendments: { A1: true } }) }, 'values change in'],
  };
  await check('all four pages on a phone, in the dark: no sideways scrolling, axe-clean', async () => {
    const phone = await Visit.open(browser, server.url, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    for (const [name, [path, search, words]] of Object.entries(pages)) {
      await phone.page.goto(address(server, path, search));
      await phone.page.getByText(words).first().waitFor();
      const sideways = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `${name} is ${sideways} pixels too wide`);
      assert.deepEqual(await phone.accessibilityFaults(), [], name);
      await phone.screenshot(`${name}-phone-dark`);
    }
    assert.deepEqual(phone.complaints, []);
    await phone.close();
  });
}
