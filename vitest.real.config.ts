import { defineConfig } from 'vitest/config';

/** Connectors against the real systems that they read, each started on 127.0.0.1. */
export default defineConfig({
  test: {
    include: ['test/sandbox/**/*.real.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
