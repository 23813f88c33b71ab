// A pack, compiled, checked and run by the tools of @codahq/packs-sdk with their real fetcher, as its maker would.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import development from '@codahq/packs-sdk/dist/development.js';

import { check } from '../browser/checks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const tool = join(here, 'node_modules/@codahq/packs-sdk/dist/cli/index.js');
const { executeFormulaFromPackDef, executeMetadataFormula, executeSyncFormula, executeUpdateFormulaFromPackDef, newRealFetcherSyncExecutionContext } = development;
const checked = { validateParams: true, validateResult: true }; // gives the names that people see
const plain = { validateParams: true, validateResult: false, useDeprecatedResultNormalization: false }; // gives the names of the API

const place = '127.0.0.1:8080'; // where the pack's source has it

// A folder as `packs init` makes one: the pack with our address in it, the packages, the credentials of `packs auth`.
function makeFolder(at) {
  const folder = mkdtempSync(join(tmpdir(), 'csip-pack-'));
  const source = readFileSync(join(here, 'pack/csip_pack.ts'), 'utf8');
  assert.ok(source.includes(place));
  writeFileSync(join(folder, 'csip_pack.ts'), source.replace(place, new URL(at.url).host));
  writeFileSync(join(folder, '.coda-credentials.json'), JSON.stringify({ credentials: { token: at.token } }));
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const packs = (folder, ...words) => promisify(execFile)(process.execPath, [tool, ...words], { cwd: folder });

// The compiled pack for another address: compiling it takes seconds.
let compiled;
function bundleFor(folder, at) {
  const file = join(folder, 'bundle.js');
  writeFileSync(file, compiled.text.replaceAll(compiled.host, new URL(at.url).host));
  return createRequire(file)(file).pack;
}

async function syncTables(definition, context, manifestPath, words) {
  const options = { useRealFetcher: true, manifestPath };
  const sync = (how) => executeSyncFormula(definition, 'Accounts', [100], undefined, how, options);

  await check(`pack: the accounts come with the types the pack declares${words}`, async () => {
    const { result } = await sync(checked);
    assert.equal(result.length, 1);
    const [account] = result;
    assert.equal(account.Name, 'Gard AS');
    assert.equal(typeof account.Health, 'number');
    assert.match(account.Renewal, /^\d{4}-\d\d-\d\d$/);
    assert.match(account.Link, /^http:/);
  });

  await check(`pack: an edit in the synced table is written back${words}`, async () => {
    const [before] = (await sync(plain)).result;
    const write = async (value) => {
      const updates = [{ previousValue: before, newValue: { ...before, ARR: value, Employee_Count: 700 }, updatedFields: ['ARR', 'Employee_Count'] }];
      const { result } = await executeUpdateFormulaFromPackDef(definition, 'Accounts', [100], context(), updates, plain);
    return result[0];
    };
    const { outcome, finalValue } = await write(1_234_567);
    assert.equal(outcome, 'success');
    assert.equal(finalValue.ARR, 1_234_567);
    assert.equal((await sync(plain)).result[0].ARR, 1_234_567);
    assert.equal((await write(before.ARR)).finalValue.ARR, before.ARR);
    await assert.rejects(write('plenty'), /400 .*ARR/);
    const table = definition.syncTables.find(({ name }) => name === 'Accounts');
    const [, options] = Object.entries(table.namedPropertyOptions ?? {})[0];
    const offered = await executeMetadataFormula(options, {}, context());
    assert.ok(JSON.stringify(offered).includes('Maritime'), JSON.stringify(offered));
  });

  await check(`pack: any table is a dynamic sync table with the columns it has${words}`, async () => {
    const table = definition.syncTables.find(({ name }) => name === 'AnyTable');
    const urls = await executeMetadataFormula(table.listDynamicUrls, {}, context());
    assert.ok(urls.length > 48, `${urls.length}`);
    let rows = 0;
    for (const { value: dynamicUrl, display } of urls) {
      const at = context();
      at.sync.dynamicUrl = dynamicUrl;
      assert.equal(await executeMetadataFormula(table.getName, {}, at), display);
      at.sync.schema = await executeMetadataFormula(table.getSchema, {}, at);
      assert.ok(Object.keys(at.sync.schema.items.properties).length > 2, display);
      rows += (await executeSyncFormula(definition, 'AnyTable', [], at, checked)).result.length;
    }
    assert.ok(rows > 100, `${rows} rows`);
  });
}

async function formulas(definition, context, manifestPath, words) {
  const options = { useRealFetcher: true, manifestPath };
  const run = (name, parameters) => executeFormulaFromPackDef(definition, name, parameters, undefined, checked, options);

  await check(`pack: formulas read and actions write${words}`, async () => {
    const before = await run('HealthScore', ['Gard AS']);
    assert.ok(before > 0 && before <= 100, `${before}`);
    const row = (await executeSyncFormula(definition, 'AnyTable', [], Object.assign(context(), { sync: { dynamicUrl: context.metrics } }), plain)).result
      .find(({ rowName }) => rowName === 'API Uptime');
    assert.ok(row, 'the metric is there');
    assert.match(await run('RecordMetric', ['API Uptime', 20]), /^mutate:/);
    const after = await run('HealthScore', ['Gard AS']);
    assert.ok(after < before, `${after} is not under ${before}`);
    await run('RecordMetric', ['API Uptime', 99.95]);
    await assert.rejects(run('HealthScore', ['Nobody']), /404 .*Nobody/);
  });

  await check(`pack: the connection has a name, and a parameter offers what there is${words}`, async () => {
    assert.equal(await executeMetadataFormula(definition.defaultAuthentication.getConnectionName, {}, context()), 'test');
    const parameter = definition.formulas.find(({ name }) => name === 'HealthScore').parameters[0];
    const offered = await executeMetadataFormula(parameter.autocomplete, { search: 'gard' }, context());
    assert.deepEqual(offered, [{ display: 'Gard AS', value: 'Gard AS' }]);
  });
}

export async function pack(at) {
  const folder = makeFolder(at);
  try {
    if (!compiled) {
      await check('pack: the SDK checks it, compiles it and runs it', async () => {
        await packs(folder, 'validate', 'csip_pack.ts');
        await packs(folder, 'build', 'csip_pack.ts', '--outputDir', 'out');
        const { stdout } = await packs(folder, 'execute', 'csip_pack.ts', 'HealthScore', 'Gard AS');
        assert.match(stdout, /^\d+(\.\d+)?\s*$/);
        compiled = { host: new URL(at.url).host, text: readFileSync(join(folder, 'out/bundle.js'), 'utf8') };
      });
    }
    if (!compiled) return;
    const definition = bundleFor(folder, at);
    const manifestPath = join(folder, 'csip_pack.ts');
    const context = () => newRealFetcherSyncExecutionContext(definition, manifestPath);
    context.metrics = `${at.url}/apis/v1/docs/csip/tables/Platform_Health_Metrics`;
    await syncTables(definition, context, manifestPath, at.words);
    await formulas(definition, context, manifestPath, at.words);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
