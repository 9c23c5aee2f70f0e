import { defineConfig } from 'vitest/config';

/** A smoke test in a real Firefox: built, installed, the rehearsal shows right numbers. */
export default defineConfig({
  test: {
    include: ['test/firefox/**/*.firefox.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // A loaded machine is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
});
