import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests start many threads from their sources, each of which would strip the same types anew.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'dist', 'compile-cache');

const outside = ['**/node_modules/**', '**/dist/**', '**/.cache/**', 'e2e/**', 'supabase/**', 'clients/**'];
/** Builds the programs that these tests start. */
const globalSetup = './tools/prepare-tests.ts';
const slow = ['**/*.integration.test.{ts,tsx}', '**/*.property.test.ts', '**/*.campaign.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: '100%',
    reporters: ['default', './tools/vitest-tally.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...outside, ...slow],
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.integration.test.{ts,tsx}'],
          exclude: outside,
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'property',
          include: ['**/*.property.test.ts'],
          exclude: outside,
          isolate: false,
          testTimeout: process.env['AFTERTRACK_CAMPAIGN'] === undefined ? 60_000 : 3_600_000,
        },
      },
      {
        test: {
          name: 'campaign',
          include: ['**/*.campaign.test.ts'],
          exclude: outside,
          globalSetup,
          testTimeout: 3_600_000,
        },
      },
    ],
  },
});
