import { defineConfig } from 'vitest/config';

/** Long enough for a machine that does much else: a time-out is to find what hangs, not what is slow. */
const PATIENCE_MS = 60_000;
const root = new URL('.', import.meta.url).pathname;

export default defineConfig({
  resolve: { alias: { '@/': root } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      // By hand: it compares with another proxy, which has to be there.
      { extends: true, test: { name: 'peers', include: ['test/peers/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Most of their time goes by in waiting for processes to come and go.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // Real processes on a machine that others may load: one more try there, none at a desk.
          retry: process.env.CI === undefined ? 0 : 1,
        },
      },
    ],
  },
});
