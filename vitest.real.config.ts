import { defineConfig } from 'vitest/config';

/** Connectors against the real systems that they read, each started on 127.0.0.1. */
export default defineConfig({
  test: {
    include: ['test/sandbox/**/*.real.test.ts'],
    environment: 'node',
    globalSetup: ['test/sandbox/vendure/install.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
