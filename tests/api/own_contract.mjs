// Our own description of the API, taken at its word: each answer under /api must be what its operation promises, no member
// more and none less. What the page's generated types say follows from the same document.
const documents = new Map();

const read = async (server) => {
  const known = documents.get(server);
  if (known) return known;
  const response = await fetch(`${server.url}/openapi.json`);
  const document = await response.json();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      // Names that are not parameters win: /api/schema/removed is no table.
      plain: path.split('/').filter((part) => !part.startsWith('{')).length,
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      path,
      operation,
    })),
  );
  operations.sort((a, b) => b.plain - a.plain);
  documents.set(server, { document, operations });
  return documents.get(server);
};

const typeOf = (value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);
const isType = (value, type) =>
  type === 'integer' ? Number.isInteger(value) : type === 'number' ? typeof value === 'number' : typeOf(value) === type;

class Reader {
  constructor(document) {
    this.document = document;
  }

  resolve(schema) {
    while (schema?.$ref) schema = this.document.components.schemas[schema.$ref.split('/').pop()];
    return schema;
  }

  /** All parts of a schema with `allOf`, the innermost too. */
  parts(unresolved) {
    const schema = this.resolve(unresolved);
    return [schema, ...(schema.allOf ?? []).flatMap((part) => this.parts(part))];
  }

  faults(value, unresolved, path) {
    const parts = this.parts(unresolved);
    const found = parts.flatMap((part) => this.faultsOfPart(value, part, path));
    if (typeOf(value) !== 'object' || parts.some((part) => part.anyOf || part.additionalProperties === true)) return found;
    const open = parts.find((part) => typeof part.additionalProperties === 'object')?.additionalProperties;
    for (const [name, item] of Object.entries(value)) {
      const of = parts.map((part) => part.properties?.[name]).find(Boolean) ?? open;
      if (of) found.push(...this.faults(item, of, `${path}.${name}`));
      else found.push(`${path}.${name} is not described`);
    }
    return found;
  }

  faultsOfPart(value, schema, path) {
    const found = [];
    const types = [schema.type ?? []].flat();
    if (types.length && !types.some((type) => isType(value, type))) return [`${path} is ${typeOf(value)}, not ${types}`];
    if (schema.anyOf) {
      const all = schema.anyOf.map((one) => this.faults(value, one, path));
      if (!all.some((of) => of.length === 0)) found.push(...all.toSorted((a, b) => a.length - b.length)[0]);
    }
    if ('const' in schema && value !== schema.const) found.push(`${path} is not ${schema.const}`);
    if (schema.enum && !schema.enum.includes(value)) found.push(`${path} is ${JSON.stringify(value)}, not of ${schema.enum}`);
    if (schema.format === 'date-time' && Number.isNaN(Date.parse(value))) found.push(`${path} is no time: ${value}`);
    if (typeOf(value) === 'object') for (const name of schema.required ?? []) if (!(name in value)) found.push(`${path} lacks ${name}`);
    if (typeOf(value) === 'array' && types.includes('array') && value.length && !schema.items) found.push(`${path} has items that are not described`);
    if (typeOf(value) === 'array' && schema.items) value.forEach((item, i) => found.push(...this.faults(item, schema.items, `${path}[${i}]`)));
    return found;
  }
}

function mustFit(document, value, schema, what) {
  const found = new Reader(document).faults(value, schema, 'body');
  if (found.length) throw new Error(`${what} is not as described:\n${[...new Set(found)].slice(0, 12).join('\n')}`);
}

/** Throws when an answer is not as the server's own description promises. */
export async function fitsOwnContract(server, method, path, status, body) {
  const plain = path.split('?')[0];
  if (!plain.startsWith('/api/') || body === undefined) return;
  const { document, operations } = await read(server);
  const of = operations.find((one) => one.method === method && one.pattern.test(plain));
  if (!of) return; // such a path or method there is not
  const answer = of.operation.responses[status] ?? of.operation.responses.default;
  const schema = answer?.content?.['application/json']?.schema;
  if (!schema) return;
  mustFit(document, body, schema, `${method} ${of.path} ${status}`);
}

/** Throws when an event of a stream is none that the description promises. */
export async function fitsOwnStream(server, path, event, data) {
  const plain = path.split('?')[0];
  const { document, operations } = await read(server);
  const { operation } = operations.find((one) => one.method === 'GET' && one.pattern.test(plain));
  const events = operation.responses[200].content['text/event-stream']['x-events'];
  if (!events[event]) throw new Error(`GET ${plain}: there is no event ${event}`);
  mustFit(document, data, events[event], `GET ${plain}, event ${event}`);
}
