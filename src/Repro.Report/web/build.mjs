// Bundles src/main.js and src/report.css into the folder given (default: the repository's artifacts/web).
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, '../../../artifacts/web'));
const { build } = createRequire(join(out, 'package.json'))('esbuild');

await build({
  entryPoints: { report: join(here, 'src/main.js') },
  nodePaths: [join(out, 'node_modules')],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'none',
  outdir: out,
  logLevel: 'warning',
});

await build({
  entryPoints: { report: join(here, 'src/report.css') },
  minify: true,
  outdir: out,
  logLevel: 'warning',
});
