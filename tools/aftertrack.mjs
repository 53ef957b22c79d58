#!/usr/bin/env node
// The `aftertrack` command from anywhere: installs what is missing, then hands over to main/cli.ts.
import { ensureInstalled, runScript } from './bootstrap.mjs';

await ensureInstalled();
runScript('main/cli.ts', process.argv.slice(2), process.cwd());
