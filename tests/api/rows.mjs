// The rows of views with all that may be asked of them, one record, ids, on a portfolio of accounts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { file, typesOf } from '../../tools/api_types.mjs';
import { check } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { ask, cells, doc, refused } from './client.mjs';

const byValue = (a, b) => (a === null) - (b === null) || (a < b ? -1 : a > b ? 1 : 0);

export async function rows(clock) {
  const server = await CsipServer.start({ sample: 'portfolio', init: clock, serve: clock });
  try {
    await read(server);
  } finally {
    await server.stop();
  }
}

async function read(server) {
  const get = async (path) => {
    const { status, body, text } = await ask(server, 'GET', path);
    assert.equal(status, 200, `${path}: ${text}`);
    return body;
  };
  const schema = await get('/api/schema');
  const tableOf = (name) => schema.tables.find((table) => table.name === name);
  const idOf = (table, column) => tableOf(table).columns.find(({ name }) => name === column).id;
  const view = (name, parameters = {}) =>
    get(`/api/views/${encodeURIComponent(name)}/rows?${new URLSearchParams({ limit: 1000, ...parameters })}`);
  const wrong = (parameters, words, status = 400) =>
    refused(server, 'GET', `/api/views/Account_Master/rows?${new URLSearchParams(parameters)}`, {}, status, words);
  const c = (column) => idOf('Account_Master', column);

  await check('rows: cells say what they are', async () => {
    const { rows: accounts, columns, table, total } = await view('Account_Master');
    assert.equal(table, tableOf('Account_Master').id);
    assert.equal(total, accounts.length);
    assert.ok(total > 20, `${total} accounts`);
    assert.deepEqual(new Set(columns), new Set(tableOf('Account_Master').columns.map(({ id }) => id)));
    const manager = accounts.map(({ values }) => values[c('Customer_Success_Manager')]).find((value) => value !== null);
    assert.match(manager.rowId, /^i-\d+$/);
    assert.ok(manager.name);
    for (const { values, id, name } of accounts) {
      assert.match(id, /^i-\d+$/);
      assert.equal(values[c('Account_Name')], name);
      assert.match(values[c('Renewal_Date')], /^\d{4}-\d\d-\d\d$/);
      for (const value of Object.values(values)) assert.notEqual(value, '', 'a blank is null');
    }
    const failing = await post(server, '/api/formula/evaluate', { formula: '"x".ToNumber()' });
    assert.ok(failing.error);
  });

  await check('rows: errors are objects, and what was read can be written back', async () => {
    const field = await ask(server, 'POST', '/api/tables/Tasks/columns', {
      token: server.adminToken, body: { name: 'Broken', type: 'number', formula: 'ToNumber([Task_Name])' } });
    assert.equal(field.status, 200, field.text);
    const made = await ask(server, 'POST', '/api/edits', { body: { actions: [
      { write: { table: 'Tasks', cells: { Task_Name: 'no number', Account: { rowId: 'i-1' } } } }] } });
    const id = made.body.inserted[0];
    const tasks = await view('Tasks', { rows: id });
    const broken = (await get('/api/schema')).tables.find(({ name }) => name === 'Tasks').columns.find(({ name }) => name === 'Broken').id;
    assert.equal(tasks.rows[0].values[broken].error, '#VALUE');
    assert.match(tasks.rows[0].values[broken].reason, /number/);
    const writable = tableOf('Tasks').columns.filter((column) => column.writable).map((column) => column.id);
    const values = Object.fromEntries(writable.filter((column) => column in tasks.rows[0].values).map((column) => [column, tasks.rows[0].values[column]]));
    const again = await ask(server, 'POST', '/api/edits', { body: { actions: [{ write: { table: 'Tasks', row: id, cells: values } }] } });
    assert.equal(again.status, 200, again.text);
    assert.deepEqual((await view('Tasks', { rows: id })).rows[0].values, tasks.rows[0].values);
    const away = await ask(server, 'DELETE', '/api/tables/Tasks/columns/Broken', { token: server.adminToken });
    assert.equal(away.status, 200, away.text);
    await ask(server, 'DELETE', `${doc}/tables/Tasks/rows/${id}`);
  });

  await check('rows: columns chooses what is sent, in its order', async () => {
    const page = await view('Account_Master', { columns: `${c('ARR')},Account_Name` });
    assert.deepEqual(page.columns, [c('ARR'), c('Account_Name')]);
    for (const { values } of page.rows) assert.deepEqual(Object.keys(values), page.columns);
    await wrong({ columns: 'Acount_Name' }, /`columns`.*did you mean `Account_Name`/);
  });

  await check('rows: search looks at the columns sent', async () => {
    const all = (await view('Account_Master')).rows;
    const some = all[3].name.slice(1, 5).toUpperCase();
    const found = await view('Account_Master', { search: some, columns: 'Account_Name' });
    assert.deepEqual(found.rows.map(({ id }) => id), all.filter(({ name }) => name.toUpperCase().includes(some)).map(({ id }) => id));
    assert.equal((await view('Account_Master', { search: some, columns: 'ARR' })).total, 0);
    const manager = all.map(({ values }) => values[c('Customer_Success_Manager')]).find((value) => value !== null);
    const theirs = await view('Account_Master', { search: manager.name.toLowerCase(), columns: 'Customer_Success_Manager' });
    assert.ok(theirs.total > 0);
    for (const { values } of theirs.rows) assert.equal(values[c('Customer_Success_Manager')].rowId, manager.rowId);
    const number = String(all[0].values[c('ARR')]);
    assert.ok((await view('Account_Master', { search: number, columns: 'ARR' })).rows.some(({ id }) => id === all[0].id));
  });

  await check('rows: filter and sort, also by several columns', async () => {
    const filtered = await view('Account_Master', { filter: '[ARR] > 1000000', sort: '-ARR', columns: 'ARR' });
    const numbers = filtered.rows.map(({ values }) => values[c('ARR')]);
    assert.ok(numbers.length > 3 && numbers.every((number) => number > 1_000_000));
    assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a));
    const two = (await view('Account_Master', { sort: `Geography,-${c('ARR')}` })).rows.map(({ values }) => [values[c('Geography')], values[c('ARR')]]);
    const options = tableOf('Account_Master').columns.find(({ id }) => id === c('Geography')).options.map(({ name }) => name);
    const place = (option) => (option === null ? 1e9 : options.indexOf(option));
    assert.deepEqual(two, two.toSorted((a, b) => place(a[0]) - place(b[0]) || byValue(b[1], a[1])));
    const fault = await wrong({ filter: '[ARR] > [Nothing]' }, /`filter`: .*Nothing/);
    assert.ok(fault);
    await wrong({ filter: '[ARR] >' }, /`filter`/);
    await wrong({ sort: '-Nothing' }, /`sort`.*Nothing/);
    await refused(server, 'GET', '/api/views/No%20View/rows', {}, 404, /No View/);
  });

  await check('rows: groups are a tree whose parts add up, and hold across pages', async () => {
    const parameters = { group: 'Geography', aggregates: `ARR:sum,${c('ARR')}:sum` };
    const page = await view('Account_Master', { ...parameters, sort: 'Account_Name' });
    assert.deepEqual(page.groupedBy, [c('Geography')]);
    let offset = 0;
    for (const group of page.groups) {
      assert.equal(group.level, 0);
      assert.equal(group.offset, offset);
      const members = page.rows.slice(offset, offset + group.count);
      for (const { values } of members) assert.deepEqual(values[c('Geography')], group.key);
      assert.equal(group.aggregates[c('ARR')], members.reduce((sum, { values }) => sum + (values[c('ARR')] ?? 0), 0));
      offset += group.count;
    }
    assert.equal(offset, page.total);
    assert.equal(page.footer[c('ARR')], page.groups.reduce((sum, { aggregates }) => sum + aggregates[c('ARR')], 0));
    const second = await view('Account_Master', { ...parameters, sort: 'Account_Name', offset: 7, limit: 5 });
    assert.deepEqual(second.groups, page.groups);
    assert.deepEqual(second.rows, page.rows.slice(7, 12));
  });

  await check('rows: two levels of groups, descending, by a relation', async () => {
    const page = await view('Account_Master', { group: '-Customer_Success_Manager,Account_Status', sort: '-ARR' });
    assert.deepEqual(page.groupedBy, [c('Customer_Success_Manager'), c('Account_Status')]);
    const outer = page.groups.filter(({ level }) => level === 0);
    const keys = outer.map(({ key }) => JSON.stringify(key));
    assert.equal(new Set(keys).size, keys.length, 'each manager once');
    const names = outer.filter(({ key }) => key !== null).map(({ key }) => key.name);
    assert.deepEqual(names, names.toSorted((a, b) => b.localeCompare(a)));
    for (const group of outer) {
      const inner = page.groups.filter(({ level, offset }) => level === 1 && offset >= group.offset && offset < group.offset + group.count);
      assert.equal(inner.reduce((sum, { count }) => sum + count, 0), group.count);
    }
    for (const { level, offset, count } of page.groups.filter((group) => group.level === 1)) {
      const numbers = page.rows.slice(offset, offset + count).map(({ values }) => values[c('ARR')]).filter((number) => number !== null);
      assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a), `level ${level} at ${offset}`);
    }
    await wrong({ group: 'Nothing' }, /`group`.*Nothing/);
  });

  await check('rows: a view may be ungrouped; options without rows have groups when they are asked for', async () => {
    const grouped = tableOf('Account_Master').views.find(({ group }) => group.length > 0) ?? schema.tables.flatMap(({ views }) => views).find(({ group }) => group.length > 0);
    assert.ok((await view(grouped.name)).groups.length > 0);
    const flat = await view(grouped.name, { group: 'none' });
    assert.deepEqual(flat.groupedBy, []);
    assert.equal(flat.groups, undefined);
    const options = tableOf('Account_Master').columns.find(({ id }) => id === c('Account_Status')).options.map(({ name }) => name);
    const one = { group: 'Account_Status', filter: `[Account_Status] = "${options[1]}"`, emptyGroups: true };
    const page = await view('Account_Master', one);
    assert.deepEqual(page.groups.map(({ key }) => key), options);
    assert.deepEqual(page.groups.map(({ count }) => count), options.map((_, i) => (i === 1 ? page.total : 0)));
    assert.equal((await view('Account_Master', { ...one, emptyGroups: false })).groups.length, page.total > 0 ? 1 : 0);
    await wrong({ group: 'Geography', emptyGroups: 'perhaps' }, /emptyGroups/);
  });

  await check('rows: every aggregate, by hand', async () => {
    const kinds = ['sum', 'average', 'min', 'max', 'median', 'count', 'blank', 'unique'];
    const values = (await view('Account_Master')).rows.map((row) => row.values[c('ARR')]);
    const known = values.filter((value) => value !== null).toSorted((a, b) => a - b);
    const middle = known.length / 2;
    const sum = known.reduce((a, b) => a + b, 0);
    const expected = {
      sum, average: sum / known.length, min: known[0], max: known.at(-1), count: known.length, blank: values.length - known.length,
      unique: new Set(known).size,
      median: known.length % 2 ? known[Math.floor(middle)] : (known[middle - 1] + known[middle]) / 2,
    };
    for (const kind of kinds) {
      const { footer } = await view('Account_Master', { aggregates: `ARR:${kind}`, limit: 1 });
      assert.equal(footer[c('ARR')], expected[kind], kind);
    }
    const dates = (await view('Account_Master')).rows.map((row) => row.values[c('Renewal_Date')]).filter(Boolean).toSorted();
    const ends = await view('Account_Master', { aggregates: 'Renewal_Date:max', limit: 1 });
    assert.equal(ends.footer[c('Renewal_Date')], dates.at(-1));
    const people = await view('People_Team');
    const active = idOf('People_Team', 'Active_Status');
    const checked = await view('People_Team', { aggregates: 'Active_Status:checked' });
    assert.equal(checked.footer[active], people.rows.filter(({ values: of }) => of[active] === true).length);
    const managers = await view('Account_Master', { aggregates: 'Customer_Success_Manager:unique', limit: 1 });
    const rows = (await view('Account_Master')).rows.map(({ values: of }) => of[c('Customer_Success_Manager')]?.rowId).filter(Boolean);
    assert.equal(managers.footer[c('Customer_Success_Manager')], new Set(rows).size);
  });

  await check('rows: an aggregate that makes no sense is refused with words', async () => {
    await wrong({ aggregates: 'Account_Name:sum' }, /`aggregates`.*sum.*Account_Name/);
    await wrong({ aggregates: 'Renewal_Date:average' }, /average/);
    await wrong({ aggregates: 'ARR:checked' }, /checked/);
    await wrong({ aggregates: 'ARR:mode' }, /ARR:mode.*median/);
    await wrong({ aggregates: 'ARR' }, /as in c-1:sum/);
    await wrong({ aggregates: 'Nothing:sum' }, /Nothing/);
  });

  await check('rows: controls reach formulas', async () => {
    const board = 'Strategic Alignment Board';
    const all = await view(board, { columns: 'Account' });
    const account = idOf('Strategic_Objectives', 'Account');
    const owner = all.rows[0].values[account];
    for (const value of [owner.rowId, owner.name]) {
      const one = await view(board, { 'control.Board_Account': value, columns: 'Account' });
      assert.ok(one.total > 0 && one.total < all.total, `${one.total} of ${all.total}`);
      for (const { values } of one.rows) assert.equal(values[account].rowId, owner.rowId);
    }
    assert.equal((await view(board, { 'control.Board_Account': '' })).total, all.total);
    assert.equal((await view(board)).total, all.total, 'what one sets, others do not see');
    await refused(server, 'GET', `/api/views/${encodeURIComponent(board)}/rows?control.Board_Acount=i-1`, {}, 400, /did you mean `Board_Account`/);
    await refused(server, 'GET', `/api/views/${encodeURIComponent(board)}/rows?control.Board_Account=i-99999`, {}, 400, /`control.Board_Account`.*i-99999/);
  });

  await check('rows: as says whom CurrentUser() is', async () => {
    const center = tableOf('Account_Master').views.find(({ filter }) => filter?.includes('CurrentUser()')).name;
    const managers = (await view('Account_Master')).rows.map(({ values }) => values[c('Customer_Success_Manager')]).filter(Boolean);
    const two = [...new Map(managers.map((manager) => [manager.rowId, manager])).values()].slice(0, 2);
    assert.equal(two.length, 2);
    for (const { rowId, name } of two) {
      for (const as of [rowId, name]) {
        const theirs = await view(center, { as, columns: 'Customer_Success_Manager' });
        assert.ok(theirs.total > 0);
        for (const { values } of theirs.rows) assert.equal(values[c('Customer_Success_Manager')].rowId, rowId);
      }
    }
    for (const { values } of (await view(center, { as: 'all', columns: 'Customer_Success_Manager' })).rows) assert.equal(values[c('Customer_Success_Manager')], null);
    await wrong({ as: 'i-99999' }, /`as`.*i-99999/);
  });

  await check('rows: only some rows, in the order of the view', async () => {
    const all = (await view('Account_Master', { sort: '-ARR' })).rows;
    const wanted = [all[5].id, all[1].id, all[3].id, 'i-99999'];
    const some = await view('Account_Master', { sort: '-ARR', rows: wanted.join(',') });
    assert.deepEqual(some.rows.map(({ id }) => id), [all[1].id, all[3].id, all[5].id]);
    assert.equal(some.total, 3);
    await wrong({ rows: 'Gard AS' }, /`rows`.*Gard AS/);
  });

  await check('rows: an order is kept, and never older than the data', async () => {
    const path = { sort: '-ARR', columns: 'Account_Name' };
    const before = (await view('Account_Master', path)).rows.map(({ id }) => id);
    const last = before.at(-1);
    const write = (value) => ask(server, 'PUT', `${doc}/tables/Account_Master/rows/${last}`, { body: { row: cells({ ARR: value }) } });
    const old = (await view('Account_Master', { rows: last })).rows[0].values[c('ARR')];
    assert.equal((await write(1e12)).status, 202);
    assert.deepEqual((await view('Account_Master', path)).rows.map(({ id }) => id), [last, ...before.slice(0, -1)]);
    assert.equal((await write(old)).status, 202);
    assert.deepEqual((await view('Account_Master', path)).rows.map(({ id }) => id), before);
    const yesterday = await view('Account_Master', { ...path, asOf: '2026-11-22' });
    assert.deepEqual(yesterday.rows.map(({ id }) => id), before);
  });

  await check('rows: an override shows what the formula says, who set it and why', async () => {
    const level = c('Renewal_Risk_Level');
    const cell = { table: 'Account_Master', row: 'i-1', column: level };
    const computed = (await view('Account_Master', { rows: 'i-1' })).rows[0].values[level];
    const set = await ask(server, 'POST', '/api/overrides', { body: { ...cell, value: computed === 'Critical' ? 'Healthy' : 'Critical', reason: 'they said so', expiresAt: '2026-12-24T00:00:00Z' } });
    assert.equal(set.status, 200, set.text);
    const [row] = (await view('Account_Master', { rows: 'i-1' })).rows;
    assert.notEqual(row.values[level], computed);
    assert.deepEqual(Object.keys(row.overridden), [level]);
    assert.equal(row.overridden[level].computed, computed);
    assert.equal(row.overridden[level].reason, 'they said so');
    assert.ok(row.overridden[level].author && !row.overridden[level].author.startsWith('token:'));
    assert.equal(new Date(row.overridden[level].expiresAt).toISOString(), '2026-12-24T00:00:00.000Z');
    await ask(server, 'DELETE', `/api/overrides?${new URLSearchParams(cell)}`);
    assert.equal((await view('Account_Master', { rows: 'i-1' })).rows[0].overridden, undefined);
  });

  await check('ids: all of a view, filtered and in order', async () => {
    const query = new URLSearchParams({ sort: '-ARR', filter: '[ARR] > 500000' });
    const ids = await get(`/api/views/Account_Master/ids?${query}`);
    const page = await view('Account_Master', Object.fromEntries(query));
    assert.deepEqual(ids.ids, page.rows.map(({ id }) => id));
    assert.equal(ids.total, page.total);
    await refused(server, 'GET', '/api/views/Nothing/ids', {}, 404);
    await refused(server, 'GET', '/api/views/Account_Master/ids?filter=%5BNothing%5D', {}, 400, /`filter`/);
  });

  await check('record: all columns of one row, and what points to it', async () => {
    const record = await get('/api/tables/Account_Master/rows/i-1');
    const [row] = (await view('Account_Master', { rows: 'i-1' })).rows;
    for (const member of ['id', 'name', 'values', 'styles']) assert.deepEqual(record[member], row[member]);
    assert.equal(record.table, tableOf('Account_Master').id);
    assert.ok(record.links.length >= 8, `${record.links.length} relations`);
    for (const { table, column, count } of record.links) {
      const from = schema.tables.find(({ id }) => id === table);
      const relation = from.columns.find(({ id }) => id === column);
      assert.equal(relation.target, 'Account_Master');
      const many = relation.storage === 'rows';
      const theirs = await view(from.name, { filter: `[${relation.name}]${many ? '.Any(CurrentValue.RowNumber() = 1)' : '.RowNumber() = 1'}` }).catch(() => null);
      if (theirs && !many) assert.equal(theirs.total, count, from.name);
    }
    assert.equal((await get(`/api/tables/Account_Master/rows/${encodeURIComponent(record.name)}`)).id, 'i-1');
    await refused(server, 'GET', '/api/tables/Account_Master/rows/i-99999', {}, 404, /i-99999/);
    await refused(server, 'GET', '/api/tables/Nothing/rows/i-1', {}, 404, /Nothing/);
  });

  await check('chart: counts and sums by a select, in series, as the rows have them', async () => {
    const chart = (parameters) => get(`/api/views/Account_Master/chart?${new URLSearchParams(parameters)}`);
    const { rows: accounts } = await view('Account_Master');
    const counted = await chart({ x: 'Geography' });
    const options = tableOf('Account_Master').columns.find(({ id }) => id === c('Geography')).options.map(({ name }) => name);
    const keys = counted.x.map(({ key }) => key);
    assert.deepEqual(keys, options.filter((option) => keys.includes(option)).concat(keys.includes(null) ? [null] : []));
    assert.equal(counted.series.length, 1);
    assert.equal(counted.total, accounts.length);
    counted.x.forEach(({ key }, i) => assert.equal(counted.series[0].values[i], accounts.filter(({ values }) => values[c('Geography')] === key).length));
    const summed = await chart({ x: c('Geography'), y: `sum:${c('ARR')}`, series: 'Account_Status', filter: '[ARR] > 0' });
    assert.equal(summed.format.type, 'currency');
    for (const { key, name, values } of summed.series) {
      assert.equal(name, key ?? '');
      summed.x.forEach(({ key: place }, i) => {
        const those = accounts.filter(({ values: of }) => of[c('Geography')] === place && of[c('Account_Status')] === key && of[c('ARR')] > 0);
        assert.equal(values[i], those.reduce((sum, { values: of }) => sum + of[c('ARR')], 0), `${place} ${key}`);
      });
    }
    const managers = await chart({ x: 'Customer_Success_Manager', y: 'average:ARR' });
    assert.ok(managers.x.some(({ key, label }) => key?.rowId && key.name === label));
  });

  await check('chart: days in buckets, none left out in between', async () => {
    const of = (bucket) => get(`/api/views/Account_Master/chart?x=Renewal_Date&bucket=${bucket}`);
    const dates = (await view('Account_Master')).rows.map(({ values }) => values[c('Renewal_Date')]).filter(Boolean).toSorted();
    const months = await of('month');
    assert.equal(months.x[0].key, `${dates[0].slice(0, 7)}-01`);
    assert.equal(months.x[0].label, dates[0].slice(0, 7));
    const known = months.x.filter(({ key }) => key !== null);
    const [first, last] = [known[0], known.at(-1)].map(({ key }) => new Date(`${key}T00:00:00Z`));
    assert.equal(known.length, (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth() + 1);
    for (const [i, { key }] of known.entries()) assert.equal(months.series[0].values[i], dates.filter((date) => date.startsWith(key.slice(0, 7))).length);
    const quarters = await of('quarter');
    assert.match(quarters.x[0].label, /^\d{4} Q[1-4]$/);
    assert.ok(quarters.x[0].key.slice(5) in { '01-01': 0, '04-01': 0, '07-01': 0, '10-01': 0 });
    assert.equal(new Date(`${(await of('week')).x[0].key}T00:00:00Z`).getUTCDay(), 1);
    const years = await of('year');
    assert.deepEqual(years.x.map(({ label }) => label), [...new Set(dates.map((date) => date.slice(0, 4)))]);
    assert.equal((await of('day')).series[0].values.reduce((a, b) => a + b, 0), dates.length);
  });

  await check('chart: what is wrong is said', async () => {
    const fault = (parameters, words, status = 400) => refused(server, 'GET', `/api/views/Account_Master/chart?${new URLSearchParams(parameters)}`, {}, status, words);
    await fault({}, /`x`/);
    await fault({ x: 'Nothing' }, /`x`.*Nothing/);
    await fault({ x: 'Geography', y: 'sum' }, /`y`.*sum:c-1/);
    await fault({ x: 'Geography', y: 'mode:ARR' }, /`y`.*median/);
    await fault({ x: 'Geography', y: 'sum:Account_Name' }, /`y`.*sum/);
    await fault({ x: 'Geography', y: 'sum:Nothing' }, /`y`.*Nothing/);
    await fault({ x: 'Geography', series: 'Nothing' }, /`series`/);
    await fault({ x: 'Geography', bucket: 'month' }, /Geography/);
    await fault({ x: 'Renewal_Date', bucket: 'century' }, /`bucket`.*quarter/);
    await fault({ x: 'Geography', filter: '[' }, /`filter`/);
    await refused(server, 'GET', '/api/views/Nothing/chart?x=Geography', {}, 404);
  });

  await check('evaluate: for some rows at once, with controls', async () => {
    const evaluate = (body, status = 200) => ask(server, 'POST', '/api/formula/evaluate', { body }).then((answer) => (assert.equal(answer.status, status, answer.text), answer.body));
    const { rows: accounts } = await view('Account_Master', { limit: 4 });
    const ids = accounts.map(({ id }) => id);
    const many = await evaluate({ formula: '[ARR] * 2', table: 'Account_Master', rows: ids });
    assert.equal(many.type, 'number');
    assert.deepEqual(many.values.map(({ row, value }) => [row, value]), accounts.map(({ id, values }) => [id, values[c('ARR')] * 2]));
    assert.deepEqual((await evaluate({ formula: '1', table: 'Account_Master', rows: [] })).values, []);
    for (const given of [{ rowId: ids[1] }, ids[1], accounts[1].name]) {
      const board = await evaluate({ formula: '[Board_Account]', controls: { Board_Account: given } });
      assert.deepEqual(board.value, { rowId: ids[1], name: accounts[1].name });
    }
    assert.equal((await evaluate({ formula: '[Board_Account].[ARR]', controls: { Board_Account: ids[1] } })).value, accounts[1].values[c('ARR')]);
    assert.equal((await evaluate({ formula: '[Board_Account]', controls: { Board_Account: null } })).value, null);
    assert.match((await evaluate({ formula: '1', controls: { Board_Acount: 1 } }, 400)).message, /did you mean `Board_Account`/);
    assert.match((await evaluate({ formula: '1', controls: [] }, 400)).message, /controls/);
    assert.match((await evaluate({ formula: '1', controls: { Board_Account: { id: 1 } } }, 400)).message, /controls.Board_Account/);
    assert.match((await evaluate({ formula: '1', rows: ids }, 400)).message, /table/);
    assert.match((await evaluate({ formula: '1', table: 'Account_Master', rows: Array(51).fill('i-1') }, 400)).message, /50/);
    assert.match((await evaluate({ formula: '1', table: 'Account_Master', rows: [1] }, 400)).message, /texts/);
    await evaluate({ formula: '1', table: 'Account_Master', rows: ['i-99999'] }, 404);
    const fault = await evaluate({ formula: '[ARR] + [Nothing]', table: 'Account_Master', rows: ids }, 400);
    assert.equal(fault.codaDetail.validationErrors[0].path, 'formula[8..17]');
  });

  await check("the page's types are those that the server describes", async () => {
    const types = typesOf(await get('/openapi.json'));
    assert.ok(readFileSync(file, 'utf8') === types, 'web/src/api/generated.ts is stale: run node tools/api_types.mjs beside a running csip and commit it');
    for (const type of ['export interface ViewRows {', 'export interface Operations {', 'groups?: RowGroup[];', "path: '/api/views/{view}/chart';"]) assert.ok(types.includes(type), type);
    assert.ok(!/unknown\[\]|: any\b/.test(types), 'every list says what it holds');
  });

  await check('schema: why a column is not written, how numbers are shown', async () => {
    const columns = tableOf('Account_Master').columns;
    for (const column of columns) {
      if (column.storage === 'none') continue;
      assert.equal(column.readOnlyReason === undefined, column.writable, column.name);
    }
    assert.match(columns.find(({ name }) => name === 'Health_Score').readOnlyReason, /^Computed: .*Platform_Technical_Health/s);
    assert.equal(columns.find(({ name }) => name === 'ARR').format?.currency ?? 'USD', 'USD');
    assert.equal(schema.controls.find(({ name }) => name === 'Board_Account').value, null);
  });
}

async function post(server, path, body) {
  const answer = await ask(server, 'POST', path, { body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}
