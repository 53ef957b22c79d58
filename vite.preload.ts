import { defineConfig } from 'vite';

// A sandboxed preload must be one CommonJS file that needs nothing but electron.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/preload',
    emptyOutDir: true,
    rolldownOptions: {
      input: 'preload/preload.ts',
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
