import { randomBytes, timingSafeEqual } from 'node:crypto';

/** One-time tokens that open the app, and the sessions they turned into. Nothing is kept beyond the process. */
export interface Sessions {
  /** A fresh token, good once and for ten minutes. */
  issueToken(): string;
  /** The new session's secret, or undefined for a token that is unknown, used or too old. */
  redeem(token: string): string | undefined;
  isOpen(secret: string | undefined): boolean;
}

const tokenLifeMs = 10 * 60_000;

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function equalSecrets(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** `nowMs` is the clock, given so that a test can turn it. */
export function createSessions(nowMs: () => number = Date.now): Sessions {
  const tokens = new Map<string, number>();
  const secrets = new Set<string>();
  return {
    issueToken() {
      const token = newSecret();
      tokens.set(token, nowMs() + tokenLifeMs);
      return token;
    },
    redeem(token) {
      const known = [...tokens].find(([issued]) => equalSecrets(issued, token));
      if (known === undefined) return undefined;
      const [issued, expiresMs] = known;
      tokens.delete(issued);
      if (expiresMs < nowMs()) return undefined;
      const secret = newSecret();
      secrets.add(secret);
      return secret;
    },
    isOpen(secret) {
      return secret !== undefined && [...secrets].some((open) => equalSecrets(open, secret));
    },
  };
}
