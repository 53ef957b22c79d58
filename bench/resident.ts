import { readFileSync } from 'node:fs';

/** Memory of this process that is resident, now and at most since it began; `resourceUsage` would say what the one that started it held. */
export function residentBytes(): { readonly nowBytes: number; readonly peakBytes: number } {
  const status = readFileSync('/proc/self/status', 'utf8');
  const bytesOf = (name: string): number =>
    1024 * Number(new RegExp(`^${name}:\\s+(?<kb>\\d+) kB$`, 'm').exec(status)?.groups?.['kb'] ?? 0);
  return { nowBytes: bytesOf('VmRSS'), peakBytes: bytesOf('VmHWM') };
}
