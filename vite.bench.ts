import { defineConfig, mergeConfig } from 'vite';
import main from './vite.main.ts';

/** The bench's process that runs jobs, built as the workstation is: what is measured is what is shipped. */
export default mergeConfig(
  main,
  defineConfig({
    build: { outDir: 'dist/bench', rolldownOptions: { input: { 'run-job': 'bench/jobs/run-job.ts' } } },
  }),
);
