// Boards, calendars, timelines, forms and charts: each is worked with by mouse and by keyboard, and what it says and writes is
// compared with what the API says.
import assert from 'node:assert/strict';
import { Blueprint, chooseControl, everywhere, open } from './blueprint.mjs';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

const lane = (page, title) => page.getByRole('region', { name: title, exact: true });

async function drag(page, from, to) {
  await from.scrollIntoViewIfNeeded();
  const a = await from.boundingBox();
  const b = await to.boundingBox();
  await page.mouse.move(a.x + 12, a.y + 12);
  await page.mouse.down();
  await page.mouse.move(a.x + 30, a.y + 20, { steps: 3 });
  await page.mouse.move(b.x + b.width / 2, b.y + Math.min(60, b.height / 2), { steps: 8 });
  await page.mouse.up();
}

const cell = async (server, table, row, name) => (await server.rows(table)).find(({ id }) => id === row)?.values[name];
const undoToast = (page) => page.getByRole('button', { name: 'Undo', exact: true }).last();

async function board(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light', viewport: { width: 1800, height: 1000 } });
  const { page } = visit;
  const path = (search) => blueprint.path('Strategic_Objectives', 'Strategic Alignment Board', search);
  const lanes = ['Not Started', 'Planning', 'In Progress', 'On Track', 'At Risk', 'Achieved'];
  const objectives = async () =>
    (await server.rows('Strategic_Objectives')).filter(
      ({ values }) => ['Critical Enabler', 'Supporting'].includes(values.MuleSoft_Relevance) && lanes.includes(values.Status),
    );
  const gard = (await server.rows('Account_Master')).find(({ name }) => name === 'Gard AS');
  const statusOf = (row) => cell(server, 'Strategic_Objectives', row, 'Status');

  await check('board: its lanes are the blueprint\'s, in order, each with the rows that there are', async () => {
    await open(visit, server, path());
    await until('the lanes', async () => (await page.locator('[data-lane]').count()) > 0);
    assert.deepEqual(await page.locator('[data-lane] h2').allInnerTexts(), lanes);
    assert.ok((await page.getByRole('toolbar').boundingBox()).height >= 24, 'the tools are there, however long the board is');
    const rows = await objectives();
    for (const title of lanes) {
      const count = rows.filter(({ values }) => values.Status === title).length;
      assert.match(await lane(page, title).locator('header').textContent(), new RegExp(`^${title}, rows: ${count}\\b`));
    }
    for (const [title, tone] of [['At Risk', 'red'], ['Achieved', 'green']]) assert.equal(await lane(page, title).getAttribute('data-tone'), tone);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('board');
  });

  await check('board: the account control is in the address and filters board and summary', async () => {
    await chooseControl(page, 'Gard');
    await page.getByRole('option', { name: 'Gard AS', exact: true }).click();
    const own = (await objectives()).filter(({ values }) => values.Account === 'Gard AS');
    await until('two objectives', async () => (await page.locator('[data-card]').count()) === own.length);
    assert.ok(page.url().includes(gard.id));
    const summary = page.getByRole('list', { name: 'Summary' });
    assert.ok((await summary.innerText()).includes(String(own.length)));
    await page.reload();
    await until('the same after a reload', async () => (await page.locator('[data-card]').count()) === own.length);
  });

  await check('board: a card dragged to another lane is written, seen elsewhere within a second, and comes back with Undo', async () => {
    const other = await Visit.open(browser, server.url, { viewport: { width: 1800, height: 1000 } });
    await open(other, server, path({ control: { Board_Account: gard.id } }));
    const card = page.locator('[data-card]').first();
    const row = await card.getAttribute('data-card');
    const from = await statusOf(row);
    const to = from === 'Planning' ? 'In Progress' : 'Planning';
    await other.page.getByText('Live', { exact: true }).waitFor();
    await drag(page, card, lane(page, to));
    await until('the card in its new lane', async () => (await lane(page, to).locator(`[data-card="${row}"]`).count()) === 1, 1_000);
    await until('the value', async () => (await statusOf(row)) === to);
    await until('the other screen', async () => (await lane(other.page, to).locator(`[data-card="${row}"]`).count()) === 1, 1_500);
    await undoToast(page).click();
    await until('the value as it was', async () => (await statusOf(row)) === from);
    await until('the card where it was', async () => (await lane(page, from).locator(`[data-card="${row}"]`).count()) === 1);
    await other.close();
  });

  await check('board: the keyboard alone moves a card, says so, and keeps the focus on it', async () => {
    const card = page.locator('[data-card]').first();
    const row = await card.getAttribute('data-card');
    const from = await statusOf(row);
    await card.focus();
    await page.keyboard.press('m');
    const menu = page.getByRole('menu');
    await menu.waitFor();
    const to = 'Achieved';
    await menu.getByRole('menuitem', { name: to, exact: true }).focus();
    await page.keyboard.press('Enter');
    await until('the value', async () => (await statusOf(row)) === to);
    await until('the focus on the card', async () => (await page.evaluate(() => document.activeElement?.getAttribute('data-card'))) === row);
    await page.locator('[aria-live="polite"]').filter({ hasText: `moved to ${to}` }).first().waitFor({ state: 'attached' });
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await server.update('Strategic_Objectives', row, { Status: from });
  });

  await check('board: a lane shows more of its rows when asked, down to the last', async () => {
    const rows = await objectives();
    const [title] = lanes.toSorted((a, b) => rows.filter(({ values }) => values.Status === b).length - rows.filter(({ values }) => values.Status === a).length);
    const wanted = rows.filter(({ values }) => values.Status === title);
    await open(visit, server, path());
    const more = lane(page, title).getByRole('button', { name: /^Show \d+ more of/ });
    const cards = lane(page, title).locator('[data-card]');
    await cards.first().waitFor();
    assert.equal(await more.count(), wanted.length > 16 ? 1 : 0);
    while ((await more.count()) > 0) {
      const before = await cards.count();
      await more.click();
      await until('more cards', async () => (await cards.count()) > before);
    }
    await until('all cards', async () => (await cards.count()) === wanted.length);
    assert.deepEqual((await cards.evaluateAll((found) => found.map((card) => card.dataset.card))).toSorted(), wanted.map(({ id }) => id).toSorted());
  });

  await check('board: arrows go from card to card', async () => {
    await open(visit, server, path());
    await until('the cards', async () => (await page.locator('[data-card]').count()) > 1);
    const current = () => page.evaluate(() => document.activeElement?.getAttribute('data-card'));
    await page.locator('[data-card][tabindex="0"]').focus();
    const first = await current();
    await page.keyboard.press('ArrowRight');
    const second = await current();
    assert.ok(second && second !== first);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await current(), first);
  });

  await check('board: lanes of a computed column cannot be changed, and say why', async () => {
    await open(visit, server, path({ group: [blueprint.column('Strategic_Objectives', 'Health_Indicator')] }));
    await page.getByText(/cannot be written/).waitFor();
    assert.equal(await page.locator('[data-movable]').count(), 0);
    assert.deepEqual(await visit.accessibilityFaults(), []);
  });

  await check('board: a new card knows its lane and the account that is shown', async () => {
    await open(visit, server, path({ control: { Board_Account: gard.id } }));
    await lane(page, 'Planning').getByRole('button', { name: /^New row in Planning/ }).click();
    const drawer = page.getByRole('dialog', { name: /^New:/ });
    await drawer.getByText('Gard AS', { exact: true }).waitFor();
    await drawer.getByText('Planning', { exact: true }).first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  await check('board: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

async function calendar(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const table = 'Strategic_Objectives';
  const { id: row } = (await server.rows(table)).find(({ values }) => values.Account === 'Gard AS');
  const dateOf = async () => String(await cell(server, table, row, 'Target_Date')).slice(0, 10);
  const path = () => blueprint.path(table, 'All Objectives', { layout: 'calendar', at: { day: '2027-03-10' }, options: { date: blueprint.column(table, 'Target_Date') } });
  const event = () => page.locator(`[data-event="${row}"]`).first();
  await server.update(table, row, { Target_Date: '2027-03-10' });

  await check('calendar: a row stands on its day and moves by dragging, by Alt and an arrow, and by a typed date', async () => {
    await open(visit, server, path());
    const on = (day) => page.locator(`[data-day="${day}"] [data-event="${row}"]`);
    await on('2027-03-10').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('calendar');
    await drag(page, event(), page.locator('[data-day="2027-03-18"]'));
    await until('the day in the data', async () => (await dateOf()) === '2027-03-18');
    await on('2027-03-18').waitFor();
    await event().getByRole('link').focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await until('the day before', async () => (await dateOf()) === '2027-03-17');
    await on('2027-03-17').waitFor();
    await event().getByRole('button', { name: /^Move/ }).click();
    await page.getByLabel('Move to').fill('2027-03-29');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await until('the typed day', async () => (await dateOf()) === '2027-03-29');
  });

  await check('calendar: months and weeks are in the address', async () => {
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.getByRole('heading', { name: 'April 2027' }).waitFor();
    await page.getByText('Week', { exact: true }).click();
    await until('the week in the address', () => decodeURIComponent(page.url()).includes('"span":"week"'));
    assert.equal(await page.locator('[data-day]').count(), 7);
    assert.deepEqual(await visit.accessibilityFaults(), []);
  });

  await check('calendar: a computed date stays, and the page says why', async () => {
    await open(visit, server, blueprint.path('Account_Master', 'All Accounts', { layout: 'calendar', options: { date: blueprint.column('Account_Master', 'Next_Engagement_Due') } }));
    await page.getByText(/cannot be written/).waitFor();
    assert.equal(await page.locator('[data-event][data-movable]').count(), 0);
  });
  await check('calendar: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

async function timeline(browser, server, blueprint) {
  const table = 'Initiatives';
  const rows = (await server.rows(table)).filter(({ values }) => values.Start_Date && values.Target_Completion_Date);
  assert.ok(rows.length > 0, 'no initiative has both dates');
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const row = rows[0].id;
  const dates = async () => {
    const { values } = (await server.rows(table)).find(({ id }) => id === row);
    return [values.Start_Date, values.Target_Completion_Date].map((date) => String(date).slice(0, 10));
  };
  await server.update(table, row, { Start_Date: '2026-11-10', Target_Completion_Date: '2026-12-10' });
  const bar = () => page.locator(`[data-bar="${row}"]`);

  await check('timeline: a bar moves with the arrows, its end with Shift, Enter saves and Escape gives up', async () => {
    await open(visit, server, blueprint.path(table, 'All Initiatives', { layout: 'timeline', options: { zoom: 'month' } }));
    await bar().waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('timeline');
    await bar().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    assert.deepEqual(await dates(), ['2026-11-10', '2026-12-10']);
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowLeft', 'Enter']) await page.keyboard.press(key);
    await until('the dates', async () => (await dates()).join() === '2026-11-12,2026-12-11');
  });

  await check('timeline: a bar is dragged as a whole and by its end', async () => {
    await until('the bar as it was saved', async () => (await bar().getAttribute('aria-label')).includes('11 Dec 2026'));
    const box = await bar().boundingBox();
    const pull = async (x, days) => {
      await page.mouse.move(x, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(x + days * 26, box.y + box.height / 2, { steps: 5 });
      await page.mouse.up();
    };
    await pull(box.x + 120, 3);
    await until('the dates', async () => (await dates()).join() === '2026-11-15,2026-12-14');
    await until('the bar', async () => (await bar().getAttribute('aria-label')).includes('14 Dec 2026'));
    const now = await bar().boundingBox();
    await pull(now.x + 2, -2);
    await until('the start', async () => (await dates()).join() === '2026-11-13,2026-12-14');
  });

  await check('timeline: a click opens the record beside; zoom is in the address', async () => {
    await bar().click({ position: { x: 60, y: 10 } });
    await until('the record', () => page.url().includes('peek='));
    await page.goBack();
    await page.getByText('Year', { exact: true }).click();
    await until('the zoom in the address', () => decodeURIComponent(page.url()).includes('"zoom":"year"'));
  });
  await check('timeline: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

async function form(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const path = blueprint.path('People_Team', 'All Team Members', { layout: 'form' });
  await check('form: what is needed is marked, missing or refused values are told at their field, and it can be sent again', async () => {
    await open(visit, server, path);
    const email = page.getByLabel(/^Email/).first();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByText('Full Name is needed.').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')), 'true');
    assert.deepEqual(await visit.accessibilityFaults(), []);
    const taken = (await server.rows('People_Team'))[0].values.Email;
    await page.getByLabel(/^Full Name/).first().fill('Nora Test');
    await email.fill(taken);
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await until('the refusal', async () => (await page.getByRole('alert').count()) > 0);
    await email.fill('nora.test@example.com');
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByRole('button', { name: 'Submit another' }).waitFor();
    assert.ok((await server.rows('People_Team')).some(({ values }) => values.Email === 'nora.test@example.com'));
    await page.getByRole('button', { name: 'Submit another' }).click();
    assert.equal(await page.getByLabel(/^Full Name/).first().inputValue(), '');
  });
  await visit.close();
}

async function chart(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const path = (options) => blueprint.path('Strategic_Objectives', 'All Objectives', { layout: 'chart', options: { x: blueprint.column('Strategic_Objectives', 'Status'), y: 'count', ...options } });
  await check('chart: its numbers are those of the rows, as a table too, and each opens its rows', async () => {
    await open(visit, server, path({ kind: 'bar' }));
    const drawing = page.getByRole('img', { name: /^Bar chart of Number of rows by Status/ });
    await drawing.locator('svg path').first().waitFor({ state: 'attached' });
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('chart');
    await page.getByRole('button', { name: /^Show as table/ }).click();
    const rows = await server.rows('Strategic_Objectives');
    const counts = new Map();
    for (const { values } of rows) counts.set(values.Status, (counts.get(values.Status) ?? 0) + 1);
    for (const [status, count] of counts) {
      const line = page.getByRole('row', { name: new RegExp(`^${status} `) });
      assert.equal(Number((await line.getByRole('cell').innerText()).replace(/\D/g, '')), count, status);
    }
    assert.deepEqual(await visit.accessibilityFaults(), []);
    const [status, count] = [...counts][0];
    await page.getByRole('row', { name: new RegExp(`^${status} `) }).getByRole('button').click();
    await until('the rows', () => page.url().includes('layout=grid'));
    const filtered = await server.json('GET', `/api/views/${blueprint.table('Strategic_Objectives').id}/rows?limit=1&filter=${encodeURIComponent(`[Status] = "${status}"`)}`);
    assert.equal(filtered.total, count);
  });
  for (const kind of ['line', 'pie', 'scatter', 'heatmap']) {
    await check(`chart: ${kind} in dark colours`, async () => {
      const dark = await Visit.open(browser, server.url, { colorScheme: 'dark' });
      await open(dark, server, path({ kind, ...(kind === 'heatmap' ? { series: blueprint.column('Strategic_Objectives', 'Strategic_Pillar') } : {}) }));
      await dark.page.locator('[role="img"] svg path').first().waitFor({ state: 'attached' });
      assert.deepEqual(await dark.accessibilityFaults(), []);
      assert.deepEqual(dark.complaints, []);
      await dark.close();
    });
  }
  await check('chart: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

async function detail(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const table = 'Risk_Register';
  const { rows } = await server.json('GET', `/api/views/${blueprint.view(table, 'All Risks').id}/rows?limit=3`);
  const path = blueprint.path(table, 'All Risks', { layout: 'detail' });
  await check('detail: a list in the order of the view beside the record chosen in it, by mouse and by arrows', async () => {
    await open(visit, server, path);
    const list = page.getByRole('navigation', { name: /^Rows of/ });
    await list.locator('[data-row]').first().waitFor();
    assert.equal(await list.locator('[data-row]').first().getAttribute('data-row'), rows[0].id);
    await page.getByRole('heading', { name: rows[0].name, level: 2 }).first().waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('detail');
    await list.locator(`[data-row="${rows[1].id}"]`).click();
    await page.getByRole('region', { name: rows[1].name, exact: true }).first().getByLabel('At a glance').waitFor();
    await until('the row in the address', () => decodeURIComponent(page.url()).includes(rows[1].id));
    await page.keyboard.press('ArrowDown');
    await until('the next row', () => decodeURIComponent(page.url()).includes(rows[2].id));
    await page.reload();
    await page.getByRole('heading', { name: rows[2].name, level: 2 }).first().waitFor();
  });
  await check('detail: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

export async function boards(browser, server) {
  const blueprint = await Blueprint.read(server);
  const tried = (part) => check(`${part.name}: all of it was tried`, () => part(browser, server, blueprint));
  for (const part of [board, calendar, timeline, form, chart, detail]) await tried(part);
  const gard = (await server.rows('Account_Master')).find(({ name }) => name === 'Gard AS').id;
  await everywhere(browser, server, [
    ['board', blueprint.path('Strategic_Objectives', 'Strategic Alignment Board')],
    ['cards', blueprint.path('Account_Master', 'All Accounts', { layout: 'card' })],
    ['calendar', blueprint.path('Strategic_Objectives', 'All Objectives', { layout: 'calendar' })],
    ['timeline', blueprint.path('Initiatives', 'All Initiatives', { layout: 'timeline' })],
    ['form', blueprint.path('Engagement_Log', 'All Engagements', { layout: 'form' })],
    ['detail', blueprint.path('Strategic_Objectives', 'All Objectives', { layout: 'detail' })],
    ['chart', blueprint.path('Strategic_Objectives', 'All Objectives', { layout: 'chart' })],
    ['brief', `/brief/x~${blueprint.table('Account_Master').id}/${gard}`],
  ]);
}
