import { defineConfig } from 'vitest/config';

/** Real browsers, a browser a file, two at a time: most of what they do is to wait. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/e2e/global-setup.ts', 'test/sandbox/vendure/install.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // A loaded machine is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
});
