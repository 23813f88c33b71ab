// Coda's published contract, as far as the machine has it: an answer is compared with the schema of its operation.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.env.CSIP_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '../..');
const file = process.env.CSIP_CODA_CONTRACT ?? join(root, '../shared/contracts/coda/openapi.json');
const contract = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
if (!contract) console.log('skipped: comparison with the contract of Coda, whose openapi.json is not on this machine');

const resolve = (schema) => {
  while (schema?.$ref) schema = schema.$ref.split('/').slice(1).reduce((node, key) => node[key], contract);
  return schema;
};

const typeOf = (value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const isType = (value, type) =>
  type === 'integer' ? Number.isInteger(value) : type === 'number' ? typeof value === 'number' : typeOf(value) === type;

// `additionalProperties: false` stands in parts of an `allOf` there and would forbid the other parts: it is not checked.
function faults(value, unresolved, path) {
  const schema = resolve(unresolved);
  if (!schema || schema['x-any']) return [];
  const found = [];
  for (const part of schema.allOf ?? []) found.push(...faults(value, part, path));
  if (schema.oneOf && !schema.oneOf.some((one) => faults(value, one, path).length === 0)) {
    found.push(`${path} fits none of the alternatives: ${JSON.stringify(value)}`);
  }
  if (schema.type && !isType(value, schema.type)) found.push(`${path} is ${typeOf(value)}, not ${schema.type}`);
  if (schema.enum && !schema.enum.includes(value)) found.push(`${path} is ${JSON.stringify(value)}, not of ${schema.enum}`);
  if (schema.format === 'date-time' && Number.isNaN(Date.parse(value))) found.push(`${path} is no time: ${value}`);
  if (schema.minimum !== undefined && value < schema.minimum) found.push(`${path} is under ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) found.push(`${path} is over ${schema.maximum}`);
  if (typeOf(value) === 'object') {
    for (const name of schema.required ?? []) if (!(name in value)) found.push(`${path} lacks ${name}`);
    for (const [name, item] of Object.entries(value)) {
      const of = schema.properties?.[name] ?? (typeof schema.additionalProperties === 'object' && schema.additionalProperties);
      if (of) found.push(...faults(item, of, `${path}.${name}`));
    }
  }
  if (typeOf(value) === 'array' && schema.items) value.forEach((item, i) => found.push(...faults(item, schema.items, `${path}[${i}]`)));
  return found;
}

/** Throws when the answer is not what the contract promises for the operation: `('get', '/docs/{docId}', 200, body)`. */
export function fitsContract(method, path, status, body) {
  if (!contract) return;
  const answer = resolve(contract.paths[path]?.[method]?.responses?.[String(status)]);
  if (!answer) throw new Error(`the contract has no answer ${status} of ${method} ${path}`);
  const found = faults(body, answer.content['application/json'].schema, 'body');
  if (found.length) throw new Error(`${method} ${path} ${status}:\n${found.slice(0, 8).join('\n')}`);
}
