// Requests at random: every operation of /openapi.json with parameters and bodies that its schema describes, most names
// those of the workspace, and some of everything replaced by what nobody should send.

const odd = [
  '', ' ', '\u0000', '💥', '\u202Eabc', 'é'.normalize('NFD'), '../../etc/passwd', "'; DROP TABLE csip_changes; --", '%00', '%', '__proto__', 'constructor', '-1', '0', '1e999', 'NaN', 'null',
  'true', '<script>alert(1)</script>', '[x', '((((', ']]', '"', '\\', '\r\nSet-Cookie: x=y', 'i-', 'i-0', 'i--1', 'i-99999999999999999999', 'grid-', 'x'.repeat(5000), '['.repeat(200), '2026-13-45',
  '0000-00-00', '+275760-09-13T00:00:00Z', '9999-12-31T23:59:60Z', 'ß', 'İ', 'a,b;c', '*', '.', '\ud800',
];
const oddNumbers = [0, -0, -1, 1, 0.1, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 63), 1e20, 4294967295, 500, 501];
const formulas = [
  '1/0', 'Today()', '[ARR] * 2', 'Sum(Filter([Risk_Register], [Risk_Score] > 3).[Risk_Score])', 'Count(Sequence(1, 1000000000000))', 'If(', '[Nope]', 'RegexMatch("aaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
  'thisRow', 'Lookup([Account_Master], [ARR] > 1)', '"' + 'x'.repeat(2000) + '"', '('.repeat(3000), '-'.repeat(3000) + '1', 'If(true, '.repeat(900) + '1' + ', 2)'.repeat(900), 'WithName(1, a, a + a)', 'List(1, "a", Today(), [Account_Master])',
  'Concatenate("a", "b").Repeat(100000000)', 'BrokenReference("x")', 'CurrentUser()', 'Filter([Platform_Health_Metrics], CountIf([Platform_Health_Metrics], true) > 1)', '[Health_Score] / 0', '"' + '\\'.repeat(99),
];

/** Names of the workspace by what they name. */
export function namesOf(schema) {
  const tables = schema.tables;
  return {
    tables: tables.flatMap((t) => [t.id, t.name]),
    columns: tables.flatMap((t) => t.columns.flatMap((c) => [c.id, c.name])),
    views: tables.flatMap((t) => (t.views ?? []).flatMap((v) => [v.id, v.name])),
    options: tables.flatMap((t) => t.columns.flatMap((c) => (c.options ?? []).map((o) => o.name ?? o))),
    types: [...new Set(tables.flatMap((t) => t.columns.map((c) => c.type)))],
    byTable: new Map(tables.map((t) => [t.name, t.columns.map((c) => c.name)])),
  };
}

export class Requests {
  constructor(random, openapi, names) {
    this.random = random;
    this.names = names;
    this.schemas = openapi.components.schemas;
    this.operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).filter(([, o]) => o.operationId).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })));
  }

  /** {method, target, body, operationId}; of one table, so that what it names often belongs together. */
  next() {
    const { random } = this;
    const { method, path, operation } = random.pick(this.operations);
    this.table = random.pick([...this.names.byTable.keys()]);
    const parameters = operation.parameters ?? [];
    const target = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(this.text(name)) || '_');
    const query = parameters.filter((p) => p.in === 'query' && random.chance(0.4)).map((p) => `${p.name}=${encodeURIComponent(this.scalar(p.name, p.schema))}`);
    // What would take the workspace apart is only asked about.
    if (parameters.some((p) => p.name === 'dryRun')) query.push('dryRun=true');
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    let body = schema ? this.value('body', schema, 0) : undefined;
    if (body !== undefined && random.chance(0.3)) body = this.damaged(body);
    return { method, target: target + (query.length > 0 ? `?${query.join('&')}` : ''), body: body === undefined ? '' : JSON.stringify(body), operationId: operation.operationId };
  }

  text(name) {
    const { random, names } = this;
    if (random.chance(0.12)) return random.pick(odd.filter((text) => text.isWellFormed?.() ?? true));
    if (/doc/i.test(name)) return 'csip';
    if (/view/i.test(name)) return random.pick(names.views);
    if (/table|place/i.test(name)) return random.chance(0.8) ? this.table : random.pick(names.tables);
    if (/column|field|sort|group/i.test(name)) return random.chance(0.8) ? random.pick(names.byTable.get(this.table)) : random.pick(names.columns);
    if (/row|id$|ids$/i.test(name)) return random.chance(0.8) ? `i-${1 + random.below(12)}` : random.pick(['MET-000001', 'ACC-00001', 'Gard AS', 'A1', 'A7']);
    if (/formula|filter|text$/i.test(name)) return random.pick(formulas);
    if (/option|value|before|after/i.test(name)) return random.chance(0.5) ? random.pick(names.options) : String(random.below(100));
    if (/type|kind/i.test(name)) return random.pick(names.types);
    if (/asof|time|date|expires/i.test(name)) return random.pick(['2026-11-20', '2026-11-22T10:00:00Z', '2019-01-01', '2030-01-01']);
    if (/scope|verb|subject|cause/i.test(name)) return random.pick(['add', 'change', 'remove', 'column', 'option', 'api', 'paste', 'read']);
    return random.chance(0.5) ? random.pick(names.options) : `text ${random.below(9)}`;
  }

  scalar(name, schema = {}) {
    const { random } = this;
    const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
    if (type === 'integer' || type === 'number') return random.chance(0.2) ? random.pick(oddNumbers) : random.below(300);
    if (type === 'boolean') return random.chance(0.5);
    if (schema.enum && random.chance(0.85)) return random.pick(schema.enum);
    if (schema.const !== undefined) return schema.const;
    return this.text(name);
  }

  value(name, schema, depth) {
    const { random } = this;
    if (schema.$ref) return this.value(name, this.schemas[schema.$ref.split('/').at(-1)] ?? {}, depth);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.value(name, part, depth)));
    const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
    if (type === 'array' && depth < 6) return Array.from({ length: random.below(4) }, () => this.value(name, schema.items ?? {}, depth + 1));
    if ((type === 'object' || schema.properties) && depth < 6) {
      const out = {};
      for (const [key, inner] of Object.entries(schema.properties ?? {}))
        if (schema.required?.includes(key) ? random.chance(0.95) : random.chance(0.45)) out[key] = this.value(key, inner, depth + 1);
      if (schema.additionalProperties || !schema.properties)
        for (let n = random.below(4); n > 0; --n) out[random.chance(0.6) ? this.text('column') : random.pick(['name', 'table', 'column', 'row', 'formula', 'type', 'options', 'on', 'settings', 'verb', 'subject'])] = this.any(depth + 1);
      return out;
    }
    if (type === undefined && !schema.enum) return this.any(depth);
    if (type === 'null') return null;
    return this.scalar(name, schema);
  }

  any(depth) {
    const { random } = this;
    const kind = random.below(depth > 5 ? 5 : 7);
    if (kind === 0) return random.pick(oddNumbers);
    if (kind === 1) return random.chance(0.5);
    if (kind === 2) return null;
    if (kind < 5) return this.text(random.pick(['row', 'value', 'formula', 'x', 'time']));
    if (kind === 5) return Array.from({ length: random.below(3) }, () => this.any(depth + 1));
    return { [this.text('column')]: this.any(depth + 1) };
  }

  /** The same with one of its parts replaced. */
  damaged(value) {
    const { random } = this;
    const keys = value !== null && typeof value === 'object' ? Object.keys(value) : [];
    if (keys.length === 0 || random.chance(0.25)) return this.any(0);
    const copy = Array.isArray(value) ? [...value] : { ...value };
    const key = random.pick(keys);
    copy[key] = this.damaged(copy[key]);
    return copy;
  }
}

/** The bytes with some of them changed, left out, put in or said twice. */
export function damage(bytes, random) {
  let out = bytes;
  for (let n = random.below(4); n >= 0; --n) {
    const at = random.below(out.length);
    const kind = random.below(4);
    if (kind === 0) {
      out = Buffer.from(out);
      out[at] = random.below(256);
    }
    if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + random.below(8))]);
    if (kind === 2) out = Buffer.concat([out.subarray(0, at), Buffer.from([random.below(256), random.below(256)]), out.subarray(at)]);
    if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - 20), at), out.subarray(at)]);
    if (out.length === 0) out = Buffer.from('\r\n');
  }
  return out;
}
