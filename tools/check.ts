import { closeRun, runChecks } from './report.ts';

closeRun(await runChecks());
