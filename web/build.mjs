// src/ → dist/: the two pages and what they load. No network, no scripts inside the HTML (the CSP forbids them).
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const fresh = here('dist.new/'); // a half-made dist/ is never served
const started = performance.now();

const common = {
  absWorkingDir: here('.'),
  bundle: true,
  minify: true,
  target: ['es2022', 'chrome109', 'firefox119', 'safari16.4'],
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
};

// graphiql/style.css already holds the editor's styles and icon font; esbuild would put them beside lazy chunks, where nothing loads them.
const editorStylesOnce = {
  name: 'editor-styles-once',
  setup: ({ onLoad }) => onLoad({ filter: /monaco-editor[\\/]esm[\\/].*\.css$/ }, () => ({ contents: '', loader: 'empty' })),
};

// GraphiQL asks for the formatter's old UMD files, whose parsers get lost in a bundle ("Couldn't resolve parser jsonc").
const formatterModules = {
  'prettier/parser-babel': 'prettier/plugins/babel',
  'prettier/parser-graphql': 'prettier/plugins/graphql',
};

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });

const made = await Promise.all([
  build({
    ...common,
    entryPoints: ['src/index.js', 'src/index.css', 'src/graphiql.jsx'],
    outdir: `${fresh}assets`,
    format: 'esm',
    splitting: true, // the editor and the formatter load after the page is there
    chunkNames: 'chunk-[hash]',
    jsx: 'automatic',
    plugins: [editorStylesOnce],
    alias: formatterModules,
  }),
  build({
    ...common,
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
    },
    outdir: `${fresh}assets`,
    format: 'iife',
  }),
]);

copyFileSync(here('src/icon.svg'), `${fresh}assets/icon.svg`);
for (const page of ['index.html', 'graphiql.html']) copyFileSync(here(`src/${page}`), fresh + page);
rmSync(here('dist/'), { recursive: true, force: true });
renameSync(fresh, here('dist/'));

const bytes = made.flatMap(({ metafile }) => Object.values(metafile.outputs)).reduce((sum, file) => sum + file.bytes, 0);
console.log(`web/dist: ${(bytes / 1e6).toFixed(1)} MB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
