/// Build, development server and tests of the window's page. `dev/` is reached only by `vite dev`.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  resolve: {
    alias: { $lib: path('./src/lib'), $locales: path('../locales') },
    conditions: mode === 'test' ? ['browser'] : undefined,
  },
  clearScreen: false,
  server: { port: 5199, strictPort: true, fs: { allow: [path('.'), path('../locales')] } },
  build: {
    target: 'safari16',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // A machine that builds at the same time is slow, and no test is about how fast it is.
  test: { environment: 'jsdom', testTimeout: 120_000, include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'] },
}));
