// What-if against what really happens: each change is looked at first, then made, then compared value by value and taken back.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { all, ask, doc, refused } from './client.mjs';

const path = '/api/what-if';

export async function whatIf() {
  const clock = ['--clock', '2026-11-22T12:00:00Z'];
  const server = await CsipServer.start({ sample: 'portfolio', init: clock, serve: [...clock, '--test-clock'] });
  try {
    await parts(server);
  } finally {
    await server.stop();
  }
}

async function parts(server) {
  const ok = async (method, where, options) => {
    const { status, body, text } = await ask(server, method, where, options);
    assert.equal(status, 200, `${method} ${where}: ${text}`);
    return body;
  };
  const suppose = (body) => ok('POST', path, { body });
  const schema = (await ok('GET', '/api/schema')).tables;
  const automatic = new Set(['created-at', 'created-by', 'modified-at', 'modified-by']);
  const rows = (table) => all(server, `${doc}/tables/${table}/rows?useColumnNames=true&valueFormat=simpleWithArrays`, 500);
  /** "Table row column" -> value, of everything that is not stamped by itself. */
  const everything = async () => {
    const values = new Map();
    for (const table of schema) {
      const stamps = new Set(table.columns.filter(({ type }) => automatic.has(type)).map(({ name }) => name));
      for (const row of await rows(table.name)) {
        for (const [column, value] of Object.entries(row.values)) if (!stamps.has(column)) values.set(`${table.name} ${row.id} ${column}`, value);
      }
    }
    return values;
  };
  const differences = (before, after) => {
    const out = new Map();
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [a, b] = [before.get(key) ?? '', after.get(key) ?? ''];
      if (JSON.stringify(a) !== JSON.stringify(b)) out.set(key, [a, b]);
    }
    return out;
  };
  const listed = (effect) => new Map(effect.values.map((v) => [`${v.table} ${v.row} ${v.column}`, [v.before, v.after]]));
  const sorted = (map) => [...map].filter(([key]) => !key.endsWith(' Last_Measured')).sort();
  const account = (await rows('Account_Master'))[0];
  const metric = (await rows('Platform_Health_Metrics')).find(({ values }) => values.Account === account.values.Account_Name && values.Current_Value !== '');
  const text = (table, column) => schema.find(({ name }) => name === table).columns.find(({ name }) => name === column).formula;

  await check('what is said to change is what changes, and looking changes nothing', async () => {
    const edit = [
      { table: 'Platform_Health_Metrics', row: metric.id, column: 'Current_Value', value: 0.5 },
      { table: 'Account_Master', row: account.id, cells: { Renewal_Date: '2026-12-24', ARR: 77_000 } },
    ];
    const before = await everything();
    const { sequence } = await ok('GET', '/api/schema');
    const effect = await suppose({ edits: edit, limit: 10_000 });
    assert.equal(effect.sequence, sequence);
    assert.equal(differences(before, await everything()).size, 0);
    assert.equal((await ok('GET', '/api/schema')).sequence, sequence);
    await ok('POST', '/api/edits', {
      body: { actions: edit.map(({ table, row, column, value, cells }) => ({ write: { table, row, cells: cells ?? { [column]: value } } })) },
    });
    const real = differences(before, await everything());
    assert.ok(real.size > 8, `${real.size} values`);
    assert.deepEqual(sorted(listed(effect)), sorted(real));
    assert.equal(effect.changedValues, effect.values.length);
    await ok('POST', '/api/undo', { body: {} });
    assert.deepEqual(sorted(differences(before, await everything())), []);
  });

  await check('another formula, weight, amendment or option: the same as when it is really so', async () => {
    const before = await everything();
    const column = '/api/tables/Account_Master/columns/Health_Score';
    const formula = text('Account_Master', 'Health_Score');
    const admin = (method, where, body) => ok(method, where, { body, token: server.adminToken });
    for (const { what, make, undo } of [
      { what: { weights: [{ table: 'Account_Master', column: 'Health_Score', from: 0.35, to: 0.05 }, { table: 'Account_Master', column: 'Health_Score', from: 0.15, to: 0.45 }] },
        make: () => admin('PATCH', column, { formula: formula.replace('0.35', '0.05').replace('0.15', '0.45') }), undo: () => admin('PATCH', column, { formula }) },
      { what: { formulas: [{ table: 'Account_Master', column: 'Health_Score', formula: '[ARR] / 10000' }] },
        make: () => admin('PATCH', column, { formula: '[ARR] / 10000' }), undo: () => admin('PATCH', column, { formula }) },
      { what: { amendments: ['A1', { id: 'A6', on: true }] },
        make: async () => { for (const id of ['A1', 'A6']) await admin('POST', `/api/amendments/${id}`, { on: true }); },
        undo: async () => { for (const id of ['A1', 'A6']) await admin('POST', `/api/amendments/${id}`, { on: false }); } },
      { what: { options: [{ verb: 'change', table: 'Account_Master', column: 'Contract_Type', name: 'Signature Success', settings: { name: 'Gold' } }] },
        make: () => admin('PATCH', '/api/tables/Account_Master/columns/Contract_Type/options/Signature%20Success', { name: 'Gold' }),
        undo: () => admin('PATCH', '/api/tables/Account_Master/columns/Contract_Type/options/Gold', { name: 'Signature Success' }) },
    ]) {
      const effect = await suppose({ ...what, limit: 10_000 });
      assert.equal(differences(before, await everything()).size, 0);
      await make();
      const real = differences(before, await everything());
      assert.ok(real.size > 0);
      assert.deepEqual(sorted(listed(effect)), sorted(real), JSON.stringify(what));
      await undo();
      assert.deepEqual(sorted(differences(before, await everything())), []);
    }
  });

  await check('tiers, their money and the totals add up to the rows', async () => {
    const accounts = await rows('Account_Master');
    const effect = await suppose({ weights: [{ table: 'Account_Master', column: 'Health_Score', from: 0.35, to: 0.1 }], limit: 10_000 });
    const column = (name) => effect.columns.find((c) => c.table === 'Account_Master' && c.column === name);
    const now = new Map(accounts.map(({ id, values }) => [id, values]));
    const then = new Map(accounts.map(({ id, values }) => [id, { ...values }]));
    for (const { table, row, column: name, after } of effect.values) if (table === 'Account_Master') then.get(row)[name] = after;
    const near = (a, b, words) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${words}: ${a}, not ${b}`);
    for (const [values, side] of [[now, 'before'], [then, 'after']]) {
      const scores = [...values.values()].map((v) => v.Health_Score).filter((v) => v !== '');
      near(column('Health_Score').numbers[side].sum, scores.reduce((a, b) => a + b, 0), side);
      assert.equal(column('Health_Score').numbers[side].count, scores.length);
      near(column('Health_Score').numbers[side].average, scores.reduce((a, b) => a + b, 0) / scores.length, side);
      for (const tier of column('Renewal_Risk_Level').tiers) {
        const within = [...values.values()].filter((v) => v.Renewal_Risk_Level === tier.value);
        assert.equal(tier[side], within.length, `${tier.value} ${side}`);
        near(tier.money.find((m) => m.column === 'ARR')[side], within.reduce((sum, v) => sum + (v.ARR || 0), 0), `ARR ${tier.value}`);
      }
    }
    const moved = [...now].filter(([id, v]) => then.get(id).Renewal_Risk_Level !== v.Renewal_Risk_Level);
    const { moves, count } = column('Renewal_Risk_Level');
    assert.ok(moved.length > 0 && count === moved.length);
    assert.equal(moves.reduce((sum, { rows: n }) => sum + n, 0), moved.length);
    for (const move of moves) {
      const those = moved.filter(([id, v]) => v.Renewal_Risk_Level === move.from && then.get(id).Renewal_Risk_Level === move.to);
      assert.equal(move.rows, those.length);
      near(move.money.find((m) => m.column === 'ARR').before, those.reduce((sum, [, v]) => sum + (v.ARR || 0), 0), 'moved ARR');
    }
    const { samples } = column('Health_Score');
    const distances = [...now].map(([id, v]) => Math.abs(then.get(id).Health_Score - v.Health_Score)).filter((d) => d > 0).sort((a, b) => b - a);
    assert.deepEqual(samples.map((s) => Math.abs(s.after - s.before)), distances.slice(0, 5), 'the biggest movers');
  });

  await check('rows come and go, also linked to each other', async () => {
    const needed = (table, like) => Object.fromEntries(schema.find(({ name }) => name === table).columns.filter(({ required }) => required).map(({ name }) => [name, like.values[name]]));
    const effect = await suppose({
      edits: [
        { table: 'Account_Master', as: 'new', cells: { ...needed('Account_Master', account), Account_Name: 'Sup Pose AS' } },
        { table: 'Platform_Health_Metrics', cells: { ...needed('Platform_Health_Metrics', metric), Account: 'new', Metric_Category: 'Reliability', Current_Value: 99, Target_Value: 99, Threshold_Warning: 90, Threshold_Critical: 80 } },
        { table: 'Platform_Health_Metrics', row: metric.id, delete: true },
      ],
      watch: { columns: [{ table: 'Account_Master', column: 'Platform_Technical_Health' }, { table: 'Account_Master', column: 'ACV' }], rows: [{ table: 'Account_Master', row: account.values.Account_Name }] },
    });
    assert.deepEqual([effect.insertedRows, effect.deletedRows, effect.inserted.length], [2, 1, 2]);
    assert.deepEqual(effect.columns.map((c) => [c.column, c.count > 0]), [['Platform_Technical_Health', true], ['ACV', false]].sort((a, b) => order(a[0]) - order(b[0])));
    const made = effect.values.find(({ row }) => row === effect.inserted[0]);
    assert.deepEqual([made.name, made.column, made.before, made.after], ['Sup Pose AS', 'Platform_Technical_Health', '', 100]);
    assert.deepEqual(effect.rows.map(({ row, column }) => [row, column]), effect.columns.map(({ column }) => [account.id, column]));
    assert.ok(!(await rows('Account_Master')).some(({ values }) => values.Account_Name === 'Sup Pose AS'));
  });
  function order(name) {
    return schema.find((t) => t.name === 'Account_Master').columns.findIndex((c) => c.name === name);
  }

  await check('a computed value that people may override can be supposed, another is refused', async () => {
    const effect = await suppose({ edits: [{ table: 'Account_Master', row: account.id, column: 'Renewal_Risk_Level', value: 'Critical' }] });
    assert.ok(effect.changedValues === 1 || account.values.Renewal_Risk_Level === 'Critical');
    await refused(server, 'POST', path, { body: { edits: [{ table: 'Account_Master', row: account.id, column: 'Health_Score', value: 1 }] } }, 400, /computed/);
  });

  await check('errors that appear are counted and named, with their reason', async () => {
    const effect = await suppose({ formulas: [{ table: 'Account_Master', column: 'Health_Score', formula: 'ToNumber([Account_Name])' }] });
    assert.ok(effect.errors.appear >= (await rows('Account_Master')).length && effect.errors.vanish === 0, JSON.stringify(effect.errors));
    assert.ok(effect.errors.samples.every(({ after, reason, gone }) => after === '#VALUE' && reason && !gone));
    const column = effect.columns.find((c) => c.column === 'Health_Score');
    assert.ok(column.errors.appear > 0 && column.numbers.after.count === 0 && column.numbers.after.average === null);
  });

  await check('formulas that ask for too much end by their budget while others read and write', async () => {
    const busy = ['Count(Sequence(1, 1000000000000))', 'CountIf([Platform_Health_Metrics], CountIf([Platform_Health_Metrics], CountIf([Platform_Health_Metrics], true) > 1) > 1)', 'RegexMatch("' + 'a'.repeat(200) + '!", "^(a+)+$")']
      .map((formula) => suppose({ formulas: [{ table: 'Account_Master', column: 'Days_To_Renewal', formula: `If(IsBlank(${formula}), 1, 2)` }] }).then(() => 200, (error) => error.message));
    let slowest = 0;
    for (let i = 0; i < 20; ++i) {
      const start = performance.now();
      await ok('POST', '/api/edits', { body: { actions: [{ write: { table: 'Platform_Health_Metrics', row: metric.id, cells: { Current_Value: 40 + i } } }] } });
      slowest = Math.max(slowest, performance.now() - start);
    }
    assert.ok(slowest < 1000, `${slowest} ms`);
    const start = performance.now();
    for (const end of await Promise.all(busy)) assert.ok(end === 200 || /takes too long|try again|unknown|no function/i.test(end), end);
    assert.ok(performance.now() - start < 12_000);
  });

  await check('what is wrong with a request is told with its place', async () => {
    const cases = [
      [[], /body/], [{ edits: 1 }, /edits: must be a list/], [{ edits: [1] }, /edits\[0\]/], [{ edits: [{ table: 'Account_Master' }] }, /one of/],
      [{ edits: [{ table: 'Account_Master', row: account.id, column: 'ARR' }] }, /edits\[0\]\.value: is missing/],
      [{ edits: [{ table: 'Account_Master', row: account.id, column: 'ARR', value: 'much' }] }, /not a number/],
      [{ edits: [{ table: 'Account_Master', row: account.id, column: 'AR', value: 1 }] }, /ARR|no column/],
      [{ edits: [{ table: 'Account_Master', cells: {} }] }, /required/],
      [{ formulas: [{ table: 'Account_Master', column: 'Health_Score', formula: '[Nope]' }] }, /Nope/],
      [{ formulas: [{ table: 'Account_Master', column: 'Health_Score', formula: '[Health_Score_Trend_30d]' }] }, /Health_Score/],
      [{ formulas: [{ table: 'Account_Master', column: 'ARR', formula: '1' }] }, /no formula/],
      [{ weights: [{ table: 'Account_Master', column: 'Health_Score', from: 0.36, to: 1 }] }, /no 0\.36; its numbers are 0\.35/],
      [{ weights: [{ table: 'Account_Master', column: 'Health_Score', from: '0.36', to: 1 }] }, /weights\[0\]\.from: must be a number/],
      [{ amendments: [1] }, /amendments\[0\]/], [{ options: [{ verb: 'add', subject: 'table', settings: {} }] }, /must be option/],
      [{ watch: 3 }, /watch/], [{ watch: { columns: [{ table: 'Account_Master' }] } }, /watch\.columns\[0\]\.column/], [{ limit: -1 }, /limit/],
    ];
    for (const [body, words] of cases) await refused(server, 'POST', path, { body }, 400, words);
    const at = async (body) => (await ask(server, 'POST', path, { body })).body.codaDetail.validationErrors[0].path;
    assert.equal(await at({ formulas: [{ table: 'Account_Master', column: 'Health_Score', formula: '[Nope]' }] }), 'formulas[0].formula');
    assert.equal(await at({ edits: [{ table: 'Account_Master', row: account.id, column: 'ARR', value: 'much' }] }), 'edits[0].value');
    assert.equal(await at({ weights: [{ table: 'Account_Master', column: 'Health_Score', from: 9, to: 1 }] }), 'weights[0].from');
    await refused(server, 'POST', path, { body: { amendments: ['A99'] } }, 404, /A1/);
    await refused(server, 'POST', path, { body: { watch: { columns: [{ table: 'Nope', column: 'x' }] } } }, 404, /no table/);
    assert.equal((await ask(server, 'POST', path, { body: {}, token: server.readToken })).status, 200, 'reading is enough');
    assert.deepEqual((await suppose({})).columns, []);
  });
}
