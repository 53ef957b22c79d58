import { defineConfig } from 'vite';
import { workerEntries } from './vite.main.ts';

/** The programs that tests start in processes of their own, whole but for compiled code: each start then reads few files. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/testing',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        cli: 'main/cli.ts',
        loopback: 'main/hosts/loopback/main.ts',
        'run-engine': 'main/engine/testing/run-engine.ts',
        'reviewing-process': 'main/store/testing/reviewing-process.ts',
        'working-process': 'main/testing/working-process.ts',
        ...workerEntries(),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3', '@duckdb/node-api', 'electron'] },
});
