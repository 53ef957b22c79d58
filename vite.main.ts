import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'vite';

/** A worker is started by its file name beside its starter's, so every one is an entry, and all lie flat in one folder. */
export function workerEntries(): Record<string, string> {
  const paths = globSync('{main,native}/**/{worker,*-worker,*-thread}.ts');
  return Object.fromEntries(paths.map((path) => [basename(path, '.ts'), path]));
}

export default defineConfig({
  // Of what every thread loads as it starts: one file with what is used of it is read faster than the package's many.
  ssr: { noExternal: ['zod', 'yaml', 'csv-parse'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: true,
    rolldownOptions: {
      input: { electron: 'main/hosts/electron/main.ts', ...workerEntries() },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
