import { defineConfig, mergeConfig } from 'vite';
import main from './vite.main.ts';

/** The bench's processes that run jobs and imports, built as the workstation is: what is measured is what is shipped. */
export default mergeConfig(
  main,
  defineConfig({
    build: {
      outDir: 'dist/bench',
      rolldownOptions: {
        input: { 'run-job': 'bench/jobs/run-job.ts', 'run-import': 'bench/ingest/run-import.ts' },
      },
    },
  }),
);
