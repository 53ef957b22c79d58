import { parentPort } from 'node:worker_threads';
import { sampleTexts } from '#pipeline/simulation/sample-files';
import { plazaScenery, sampleSeed } from '#pipeline/simulation/sample-scene';

parentPort?.postMessage(sampleTexts(plazaScenery({ seed: sampleSeed })));
