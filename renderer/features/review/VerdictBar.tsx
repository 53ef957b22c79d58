import type { ReactNode } from 'react';
import type { Problem } from '#contract/errors';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import type { VerdictKind } from './desk-actions.ts';

export interface VerdictBarProps {
  readonly disabled: boolean;
  readonly refusal: Problem | undefined;
  readonly onVerdict: (kind: VerdictKind) => void;
}

const buttons: readonly { readonly kind: VerdictKind; readonly cap: string; readonly words: ReactNode }[] = [
  { kind: 'accept', cap: 'A', words: 'Accept' },
  { kind: 'reject', cap: 'X', words: 'Reject' },
  { kind: 'skip', cap: 'S', words: 'Skip' },
  { kind: 'flag', cap: 'F', words: 'Flag' },
];

/** The four verdicts, and why the last one was refused. */
export function VerdictBar({ disabled, refusal, onVerdict }: VerdictBarProps) {
  return (
    <div className="shrink-0 border-t border-line bg-bg-1">
      {refusal === undefined ? null : (
        <div role="alert" className="border-b border-reject/50 bg-reject-soft px-3 py-2">
          <ProblemText problem={refusal} />
        </div>
      )}
      <div className="verdicts">
        {buttons.map(({ kind, cap, words }) => (
          <button
            key={kind}
            type="button"
            aria-keyshortcuts={cap}
            aria-disabled={disabled}
            onClick={() => onVerdict(kind)}
            className={`verdict ${kind}`}
          >
            <span aria-hidden className="font-mono font-bold">
              {cap}
            </span>
            {words}
          </button>
        ))}
      </div>
    </div>
  );
}
