import { createORPCClient } from '@orpc/client';
import type { WorkstationClient } from '#contract/rpc/contract';
import { openLink } from './connection.ts';

/** Every procedure of the workstation, typed by the contract; the same over WebSocket and over a port. */
export const client: WorkstationClient = createORPCClient(openLink());
