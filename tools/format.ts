import { runNode, toolScript } from './process.ts';

const { code } = await runNode([toolScript('@biomejs/biome', 'biome'), 'format', '--write']);
process.exitCode = code;
