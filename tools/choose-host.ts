import { z } from 'zod';

const hosts = z.enum(['loopback', 'electron']);

/** What `npm start` knows before it opens the workstation. */
export interface Situation {
  readonly asked: 'loopback' | 'electron' | undefined;
  readonly mayOpenWindow: boolean;
  readonly electronIsHere: boolean;
}

/** `try electron` falls back to the loopback host when a quick download does not succeed; `download electron` does not. */
export type HostChoice = 'loopback' | 'electron' | 'try electron' | 'download electron';

/** The host that AFTERTRACK_HOST asks for; throws when it names another. */
export function askedHost(value: string | undefined): Situation['asked'] {
  if (value === undefined || value === '') return undefined;
  const parsed = hosts.safeParse(value);
  if (!parsed.success)
    throw new Error(`AFTERTRACK_HOST is \`${value}\`; it may be \`loopback\` or \`electron\`.`);
  return parsed.data;
}

/** The host to open the workstation in: what was asked for, else Electron where a window may open. */
export function chooseHost({ asked, mayOpenWindow, electronIsHere }: Situation): HostChoice {
  if (asked === 'loopback') return 'loopback';
  if (asked === undefined && !mayOpenWindow) return 'loopback';
  if (electronIsHere) return 'electron';
  return asked === 'electron' ? 'download electron' : 'try electron';
}
