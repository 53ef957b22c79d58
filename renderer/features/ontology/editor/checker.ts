import type { Diagnostic } from '#contract/rpc/projects';
import type { Library } from '#ontology/library';
import type { CheckedText } from '../language/check-text.ts';
import type { Fix } from '../language/quick-fixes.ts';
import type { CheckAnswer, CheckQuestion, CheckStock } from './check-messages.ts';

/** Checks texts in a thread of its own. */
export interface Checker {
  readonly check: (text: string) => Promise<CheckedText>;
  readonly fixes: (text: string, diagnostic: Diagnostic) => Promise<readonly Fix[]>;
  /** Tells which ontologies a text may extend and include from now on. */
  readonly stock: (library: Library) => void;
}

/** A checker on a worker; the loader may take longer than a picture is on show. */
function createChecker(): Checker {
  const worker = new Worker(new URL('check-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: CheckAnswer) => void>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  const ask = (text: string, diagnostic?: Diagnostic): Promise<CheckAnswer> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      worker.postMessage({ id: last, text, diagnostic } satisfies CheckQuestion);
    });
  return {
    async check(text) {
      const answer = await ask(text);
      return 'checked' in answer ? answer.checked : { text, diagnostics: [], numbers: new Map() };
    },
    async fixes(text, diagnostic) {
      const answer = await ask(text, diagnostic);
      return 'fixes' in answer ? answer.fixes : [];
    },
    stock(library) {
      worker.postMessage({ library } satisfies CheckStock);
    },
  };
}

let shared: Checker | undefined;

/** The one checker of this window. */
export function ontologyChecker(): Checker {
  return (shared ??= createChecker());
}
