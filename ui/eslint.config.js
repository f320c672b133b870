/// Lint: TypeScript and Svelte rules, and the borders of this page: a feature imports no other feature, the kit imports
/// no feature, and only lib/api knows the host or a call's name.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const FEATURE = /(?:^|\/)features\/([^/]+)/;

/** Which feature a file or an import belongs to; the import's path counts from the file's folder. */
function featureOf(path) {
  return FEATURE.exec(path)?.[1];
}

const borders = {
  meta: { type: 'problem', schema: [], messages: {
    feature: 'A feature imports no other feature: compose them in src/routes.',
    lib: 'Only src/routes and App.svelte may import a feature.',
    host: 'Only src/lib/api talks to the host: use the typed api.',
  } },
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const composes = file.includes('/src/routes/') || file.endsWith('/src/App.svelte') || file.includes('/tests/');
    const check = (node) => {
      const wanted = node.source?.value;
      if (typeof wanted !== 'string') return;
      if (/^@tauri-apps\//.test(wanted) && !file.includes('/src/lib/api/')) context.report({ node, messageId: 'host' });
      if (/api\/host$/.test(wanted) && !file.includes('/src/lib/api/') && !file.includes('/dev/')) context.report({ node, messageId: 'host' });
      const relative = wanted.startsWith('.') ? new URL(wanted, `file://${file}`).pathname : wanted;
      const theirs = featureOf(relative);
      const own = featureOf(file);
      if (!theirs || composes || theirs === own) return;
      context.report({ node, messageId: own ? 'feature' : 'lib' });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/api/generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { relief: { rules: { borders } } },
    rules: {
      'relief/borders': 'error',
      'max-lines': ['error', 400],
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'alert', 'confirm', 'prompt'],
      'no-undef': 'off',
      // Dates and sets here are values that nobody watches; what is watched is marked with $state.
      'svelte/prefer-svelte-reactivity': 'off',
      // The router is a hash of this one page; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: { 'max-lines': ['error', 300] },
  },
  {
    files: ['**/*.svelte.ts', '**/*.ts'],
    languageOptions: { parser: ts.parser },
  },
  {
    // Rows of made-up data, indexed by hand.
    files: ['dev/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
