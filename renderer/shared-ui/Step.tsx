import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export type StepState = 'done' | 'now' | 'later';

const looks: Readonly<Record<StepState, string>> = {
  done: 'bg-accept/20 text-accept-text',
  now: 'bg-accent text-accent-fg',
  later: 'bg-bg-3 text-fg-0',
};

/** The circle of a step, 20 px: its number, or a check when it is done. */
export function StepMark({ state, number }: { readonly state: StepState; readonly number: number }) {
  return (
    <span
      className={`inline-grid size-5 shrink-0 place-items-center rounded-full text-xs font-semibold ${looks[state]}`}
    >
      {state === 'done' ? <Check aria-label={`${number}, done`} className="size-3" /> : number}
    </span>
  );
}

export interface StepHeadProps {
  readonly state: StepState;
  readonly number: number;
  readonly title: string;
  readonly meta?: ReactNode;
}

/** The line above the panels of a step. */
export function StepHead({ state, number, title, meta }: StepHeadProps) {
  return (
    <div className="flex h-7 items-center gap-2">
      <StepMark state={state} number={number} />
      <h2 className="text-md font-semibold text-fg-0">{title}</h2>
      <span className="ml-auto truncate text-fg-2">{meta}</span>
    </div>
  );
}
