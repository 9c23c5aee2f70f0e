import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,components,entrypoints,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', '**/*.real.test.ts', 'test/sandbox/**/node_modules/**', '**/node_modules/**'],
    environment: 'node',
    // Nothing here waits: a core that is not used is time lost.
    maxWorkers: '100%',
    setupFiles: ['test/setup.ts'],
  },
});
