import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { asProblem } from '../../app/problem.ts';
import { href } from '../../app/router.ts';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { Callout } from '../../shared-ui/Callout.tsx';
import { asSentence } from '../../shared-ui/format.ts';
import { IconButton } from '../../shared-ui/IconButton.tsx';
import type { DeskStore } from './desk.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { useRun } from './use-run.ts';

/** What was just done, and the way back where there is one. */
export interface Notice {
  readonly says: string;
  readonly undo?: (() => void) | undefined;
  /** Leads to the jobs. */
  readonly jobs?: boolean;
}

export interface DraftNoticeProps {
  readonly desk: DeskStore;
  readonly keeper: DraftKeeper;
  readonly run: ReturnType<typeof useRun>['run'];
  readonly notice: Notice | undefined;
  readonly onNotice: (notice: Notice | undefined) => void;
}

function Line({
  tone,
  children,
}: {
  readonly tone: 'neutral' | 'warn' | 'bad';
  readonly children: ReactNode;
}) {
  return (
    <div className="pb-3">
      <Callout tone={tone}>
        <div className="flex items-center gap-2">{children}</div>
      </Callout>
    </div>
  );
}

/** Two windows wrote the draft: one chooses whose is kept. */
function Conflict({ desk, keeper }: Pick<DraftNoticeProps, 'desk' | 'keeper'>) {
  const takeTheirs = async () => {
    const theirs = await keeper.yield();
    const { editor, base } = desk.getState();
    editor?.replace(theirs?.text ?? base?.text ?? '');
  };
  return (
    <Line tone="warn">
      <span role="alert" className="min-w-0 flex-1">
        The draft was changed in another window. What is typed here is not kept until you choose.
      </span>
      <Button size="small" onClick={() => void takeTheirs()}>
        Take the other
      </Button>
      <Button size="small" onClick={() => void keeper.overwrite()}>
        Keep this one
      </Button>
    </Line>
  );
}

/** What was just done or failed, in one line above the panels; nothing where all is quiet. */
export function DraftNotice({ desk, keeper, run, notice, onNotice }: DraftNoticeProps) {
  const { status, problem } = useStore(keeper.state);
  if (status === 'conflict') return <Conflict desk={desk} keeper={keeper} />;
  if (status === 'failed' && problem !== undefined)
    return (
      <Line tone="bad">
        <span role="alert" className="min-w-0 flex-1">
          The draft was not kept. {asSentence(problem.message)}
        </span>
        <Button size="small" onClick={() => void keeper.flush()}>
          Try again
        </Button>
      </Line>
    );
  if (run.isError)
    return (
      <Line tone="bad">
        <span role="alert" className="min-w-0 flex-1">
          No job was started. {asSentence(asProblem(run.error).message)}
        </span>
        <IconButton label="Close" onClick={() => run.reset()}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      </Line>
    );
  if (notice === undefined) return <div />;
  const { says, undo, jobs } = notice;
  return (
    <Line tone="neutral">
      <output className="min-w-0 flex-1">{says}</output>
      {undo === undefined ? null : (
        <Button
          size="small"
          onClick={() => {
            undo();
            onNotice(undefined);
          }}
        >
          Undo
        </Button>
      )}
      {jobs === true ? (
        <ButtonLink size="small" href={href({ screen: 'jobs' })}>
          Go to the jobs
        </ButtonLink>
      ) : null}
      <IconButton label="Close" onClick={() => onNotice(undefined)}>
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </Line>
  );
}
