import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.ts';

/** The folder of the npm package `electron`, which downloads the program that it is named after. */
export const electronFolder = join(root, 'node_modules', 'electron');

/** Electron's program, or undefined when it was never downloaded; importing electron to ask would download it. */
export function electronBinary(): string | undefined {
  const pathFile = join(electronFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist');
  const binary = join(folder, name);
  return existsSync(binary) ? binary : undefined;
}
