// The page's types of requests and answers, made from the server's own description of its API.
//
//   node tools/api_types.mjs                        writes web/src/api/generated.ts
//   node tools/api_types.mjs --check                says whether it is up to date, and writes nothing
//
// The description is asked of a running server: CSIP_URL, or http://127.0.0.1:8080. Needs nothing but Node.js: the document
// uses a small part of JSON Schema, and a page of code for that is less to look after than a package that knows all of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const file = join(root, 'web/src/api/generated.ts');
const width = 120;

// What TypeScript has under the same name.
const taken = new Set(['Error', 'Record', 'Date', 'Map', 'Set', 'Object', 'Array', 'Function']);
const nameOf = (component) => (taken.has(component) ? `Api${component}` : component);
const nameOfRef = (ref) => ref.split('/').pop();
const literal = (value) => (typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : JSON.stringify(value));
const member = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : literal(name));
const simple = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

const union = (types) => [...new Set(types)].join(' | ');
const grouped = (type) => (/ [|&] /.test(type) && !type.startsWith('{') ? `(${type})` : type);

/** A type as text; of an object member by member where it is too long for a line. */
function typeOf(schema, indent) {
  if (schema.$ref) return nameOf(nameOfRef(schema.$ref));
  if (schema.allOf) return schema.allOf.map((part) => grouped(typeOf(part, indent))).join(' & ');
  if (schema.anyOf) return union(schema.anyOf.map((one) => typeOf(one, indent)));
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return union(schema.enum.map(literal));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  if (schema.type === 'array') return `${grouped(schema.items ? typeOf(schema.items, indent) : 'unknown')}[]`;
  if (schema.type === 'object') return objectOf(schema, indent);
  return simple[schema.type] ?? 'unknown';
}

function objectOf(schema, indent) {
  const more = schema.additionalProperties;
  if (!schema.properties) return `Record<string, ${more && more !== true ? typeOf(more, indent) : 'unknown'}>`;
  return membersOf(
    Object.entries(schema.properties).map(([name, of]) => ({
      name: `${member(name)}${schema.required?.includes(name) ? '' : '?'}`,
      words: of.description,
      type: (depth) => typeOf(of, depth),
    })),
    indent,
  );
}

function membersOf(members, indent) {
  if (members.length === 0) return 'Record<string, never>';
  const line = `{ ${members.map(({ name, type }) => `${name}: ${type(0)}`).join('; ')} }`;
  if (!members.some(({ words }) => words) && !line.includes('\n') && indent + line.length < width - 20) return line;
  const pad = ' '.repeat(indent + 2);
  const lines = members.map(({ name, words, type }) => `${commentOf(words, indent + 2)}${pad}${name}: ${type(indent + 2)};\n`);
  return `{\n${lines.join('')}${' '.repeat(indent)}}`;
}

function commentOf(words, indent) {
  if (!words) return '';
  const pad = ' '.repeat(indent);
  const lines = [];
  for (const word of words.replaceAll('*/', '* /').split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + indent + 8 < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 1 ? `${pad}/** ${lines[0]} */\n` : `${pad}/**\n${lines.map((line) => `${pad} * ${line}\n`).join('')}${pad} */\n`;
}

function declarationOf(name, schema) {
  const words = commentOf(schema.description, 0);
  if (schema.type === 'object' && schema.properties) return `${words}export interface ${nameOf(name)} ${forceOpen(objectOf(schema, 0), schema)}\n`;
  const type = typeOf(schema, 0);
  const line = `export type ${nameOf(name)} = ${type};`;
  if (line.length <= width || type.includes('\n')) return `${words}${line}\n`;
  return `${words}export type ${nameOf(name)} =\n${type.split(' | ').map((one) => `  | ${one}`).join('\n')};\n`;
}

/** An interface has a line for each member, however short. */
function forceOpen(text, schema) {
  if (text.includes('\n')) return text;
  const lines = Object.entries(schema.properties).map(
    ([name, of]) => `  ${member(name)}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(of, 2)};\n`,
  );
  return `{\n${lines.join('')}}`;
}

// "control.{name}" stands for any number of parameters.
const parameterOf = ({ name, required, description, schema }) => ({
  name: name.includes('{') ? `[parameter: \`${name.replaceAll(/\{\w+\}/g, '${string}')}\`]` : `${member(name)}${required ? '' : '?'}`,
  words: description,
  type: () => (name.includes('{') ? 'string | undefined' : typeOf(schema, 0)),
});

const contentOf = (content) => {
  const schema = content && Object.values(content)[0].schema;
  return schema ? typeOf(schema, 4) : undefined;
};

/** What a stream says: the data of each event by its name. */
const eventsOf = (content) => {
  const events = content && Object.values(content)[0]['x-events'];
  return events && membersOf(Object.entries(events).map(([name, schema]) => ({ name: member(name), type: (depth) => typeOf(schema, depth) })), 4);
};

function operationOf(path, method, operation) {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const answer = Object.entries(operation.responses).find(([status]) => status !== 'default')[1];
  const plain = (parameters) => membersOf(parameters.map((parameter) => ({ ...parameterOf(parameter), words: undefined })), 4);
  const lines = [
    ['method', literal(method.toUpperCase())],
    ['path', literal(path)],
    ['pathParameters', inPath.length && plain(inPath)],
    ['query', query.length && membersOf(query.map(parameterOf), 4)],
    ['request', contentOf(operation.requestBody?.content)],
    ['response', contentOf(answer.content) ?? 'undefined'],
    ['events', eventsOf(answer.content)],
  ].filter(([, type]) => type);
  return `${commentOf(operation.summary, 2)}  ${operation.operationId}: {\n${lines.map(([name, type]) => `    ${name}: ${type};\n`).join('')}  };\n`;
}

/** Components that the operations name, and those that these name, in the order of the document. */
function reached(document, operations) {
  const found = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const name = typeof node.$ref === 'string' ? nameOfRef(node.$ref) : undefined;
    if (name && !found.has(name)) {
      found.add(name);
      visit(document.components.schemas[name]);
    }
    Object.values(node).forEach(visit);
  };
  operations.forEach(([, , operation]) => visit(operation));
  return Object.entries(document.components.schemas).filter(([name]) => found.has(name));
}

/** The text of the file for a description. */
export function typesOf(document) {
  const operations = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [path, method, operation]));
  const declarations = reached(document, operations).map(([name, schema]) => declarationOf(name, schema));
  return [
    '// Requests and answers of the API as the server describes them. Made by tools/api_types.mjs: do not edit.\n',
    ...declarations.map((text) => `\n${text}`),
    '\n/** Every operation under /api by its operationId. */\n',
    `export interface Operations {\n${operations.map((operation) => operationOf(...operation)).join('')}}\n`,
  ].join('');
}

async function main() {
  const url = process.env.CSIP_URL ?? 'http://127.0.0.1:8080';
  const response = await fetch(`${url}/openapi.json`).catch(() => undefined);
  if (!response?.ok) {
    console.error(`api_types: no csip answers at ${url}. Start one with ./run, or name another in CSIP_URL.`);
    process.exit(1);
  }
  const text = typesOf(await response.json());
  const name = relative(process.cwd(), file);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    console.log(`wrote ${name}`);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${name} is not what the server describes: run node tools/api_types.mjs and commit it`);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
