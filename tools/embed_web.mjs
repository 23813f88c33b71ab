// embed_web.mjs DIST OUT: writes OUT/assets.bin, all files of DIST and their compressed forms one after the other, and
// OUT/assets.cc, which takes that file into the program and lists what is where (see src/api/assets.h). Both are written
// only when they change.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

function* filesIn(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

function writeIfNew(path, content) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  writeFileSync(path, content);
}

const [dist, out] = process.argv.slice(2);
const chunks = [];
let offset = 0;
const place = (bytes) => {
  const text = `Part(${offset}, ${bytes.length})`;
  chunks.push(bytes);
  offset += bytes.length;
  return text;
};
const smaller = (compressed, bytes) => (compressed.length < bytes.length ? place(compressed) : '{}');

const paths = [...filesIn(dist)].map((file) => [`/${relative(dist, file).split(sep).join('/')}`, file]);
paths.sort(([a], [b]) => (a < b ? -1 : 1));
const rows = paths.map(([path, file]) => {
  const type = types[extname(path)];
  if (!type) throw new Error(`embed_web: no content type is known for ${path}; add its ending to tools/embed_web.mjs`);
  if (!/^[\w./@-]+$/.test(path)) throw new Error(`embed_web: unexpected character in the file name ${path}`);
  const bytes = readFileSync(file);
  const etag = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const packed = /^(text|application|image\/svg)/.test(type);
  const parts = [
    place(bytes),
    `"\\"${etag}\\""`,
    packed ? smaller(brotli(bytes), bytes) : '{}',
    packed ? smaller(gzipSync(bytes, { level: 9 }), bytes) : '{}',
  ];
  return `      Asset{"${path}", "${type}", ${parts.join(', ')}},`;
});
if (!paths.some(([path]) => path === '/index.html')) throw new Error(`embed_web: ${dist} has no index.html`);

mkdirSync(out, { recursive: true });
writeIfNew(join(out, 'assets.bin'), Buffer.concat(chunks));
writeIfNew(
  join(out, 'assets.cc'),
  `// Written by tools/embed_web.mjs.
#include "api/assets.h"

asm(".section .rodata, \\"a\\"\\n"
    ".global csip_web_bytes\\n"
    "csip_web_bytes:\\n"
    ".incbin \\"assets.bin\\"\\n"
    ".byte 0\\n"
    ".previous\\n");
extern "C" const char csip_web_bytes[];

namespace csip::api {
namespace {

std::string_view Part(std::size_t offset, std::size_t size) { return {csip_web_bytes + offset, size}; }

}  // namespace

std::span<const Asset> Assets() {
  static const Asset assets[] = {
${rows.join('\n')}
  };
  return assets;
}

}  // namespace csip::api
`,
);
