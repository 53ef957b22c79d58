import { reportFault } from '../../report.ts';
import { openStore } from '../../store/store.ts';
import { createEngine } from '../engine.ts';

/** A process of its own that runs the jobs of a workspace until its input ends: `run-engine.ts FOLDER LEASE_MS WINDOW_FRAMES`. */
const [folder = '', leaseMs = '', windowFrames = ''] = process.argv.slice(2);
const store = await openStore({ folder });
const engine = createEngine({
  store,
  workspaceFolder: folder,
  report: reportFault,
  leaseMs: Number(leaseMs),
  pollMs: 50,
  windowFrames: Number(windowFrames),
});
engine.onChange((job) => process.stdout.write(`${job.id} ${job.status} ${job.progress}\n`));
engine.start();
process.stdin.resume();
process.stdin.once('end', () => void engine.stop().then(() => store.close()));
