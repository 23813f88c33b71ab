// Prism between a client and the server: it compares each request and answer with Coda's OpenAPI file, which must be on
// this machine (it is not ours to copy).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { until } from '../browser/checks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = process.env.CSIP_ROOT ?? join(here, '../..');
const contractFile = process.env.CSIP_CODA_CONTRACT ?? join(root, '../shared/contracts/coda/openapi.json');
const program = join(here, 'node_modules/@stoplight/prism-cli/dist/index.js');

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// The contract as Prism can judge by it:
// - Prism looks for the whole path among the contract's, which leave out the `/apis/v1` of its server.
// - `additionalProperties: false` stands in parts of an `allOf`, each of which then forbids the others: no answer could fit.
// - An alternative that a discriminator names is for that name only; Prism knows no discriminators and finds several fit.
// - A plain text is a `Value` and a `RichValue` too, and may be so: of these, one must fit or more.
// - We say what is wrong with which part of a body in every operation, as the contract has it in some (`codaDetail`).
// - Prism's `url` knows no address of this machine; `uri` does.
function readContract() {
  const contract = JSON.parse(readFileSync(contractFile, 'utf8'));
  const paths = Object.entries(contract.paths).map(([path, item]) => [`/apis/v1${path}`, item]);
  const prepare = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.additionalProperties === false) delete node.additionalProperties;
    if (node.format === 'url') node.format = 'uri';
    Object.values(node).forEach(prepare);
    if (!node.discriminator?.mapping) {
      if (Array.isArray(node.oneOf)) [node.anyOf, node.oneOf] = [node.oneOf, undefined];
      return;
    }
    const { propertyName, mapping } = node.discriminator;
    const namesOf = (wanted) => Object.keys(mapping).filter((name) => mapping[name] === wanted);
    node.oneOf = node.oneOf.map(({ $ref }) => ({ allOf: [{ $ref }, { properties: { [propertyName]: { enum: namesOf($ref) } } }] }));
    delete node.discriminator;
  };
  prepare(contract);
  contract.components.responses.BadRequestError = contract.components.responses.BadRequestWithValidationErrors;
  return { ...contract, paths: Object.fromEntries(paths) };
}

/** {url, judge, stop}, or undefined where the contract is missing. */
export async function startPrism(upstream) {
  if (!existsSync(contractFile)) {
    console.log("skipped: the clients through Prism, because Coda's openapi.json is not on this machine");
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'csip-prism-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'contract.json'), JSON.stringify(readContract()));
  const prism = spawn(process.execPath, [program, 'proxy', join(folder, 'contract.json'), upstream, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let log = '';
  for (const stream of [prism.stdout, prism.stderr]) stream.on('data', (text) => (log += text));
  const ended = new Promise((resolve) => prism.once('exit', resolve));
  const stop = async () => {
    prism.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until('Prism listens', () => log.includes('Prism is listening') || prism.exitCode !== null, 30_000);
    assert.equal(prism.exitCode, null, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    judge() {
      const seen = log.match(/Request received/g)?.length ?? 0;
      const bad = log.split('\n').filter((line) => line.includes('✖'));
      assert.ok(seen > 60, `${seen} requests`);
      assert.deepEqual([...new Set(bad.map((line) => line.replace(/^\[.*?\] /, '')))], []);
      console.log(`        ${seen} exchanges`);
    },
  };
}
