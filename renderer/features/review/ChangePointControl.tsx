import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { FrameIndex } from '#contract/entities/frame-index';
import { formatNumber } from '../../shared-ui/format.ts';
import { IconButton } from '../../shared-ui/IconButton.tsx';
import { Tooltip } from '../../shared-ui/Tooltip.tsx';
import { changePointBeside, changePointWords } from '../traces/change-points.ts';
import type { Desk } from './desk.ts';
import type { ShownChanges } from './use-change-points.ts';

export interface ChangePointControlProps {
  readonly desk: Desk;
  readonly feature: string;
  readonly index: FrameIndex;
  readonly changes: ShownChanges;
  /** Leaves the count out. */
  readonly tight: boolean;
}

const penaltyWords =
  'Change points: frames in which the feature begins to keep another level (PELT). Each must save the penalty, by default that of Schwarz (1978): ' +
  '4\u00a0s\u00b2\u00a0n\u00a0log\u00a0N, and 6\u00a0s\u00b2\u00a0n\u00a0log\u00a0N for an angle. n is half the smoothing window in frames, N the known frames divided by n, ' +
  's\u00b2 the variance where nothing changes. Levels are of ranks; of directions for an angle; of values for counts, for what is so or not and for pose entropy. Keys [ and ] take the active edge to them.';

function goBeside({ desk, feature, index, changes }: ChangePointControlProps, direction: -1 | 1): void {
  const frames = changes.frames ?? [];
  const next = changePointBeside(frames, desk.player.store.getState().frame, direction);
  if (next === undefined) {
    const side = direction < 0 ? 'before' : 'behind';
    desk.session.setState({ announcement: `No change point of ${feature} ${side} the playhead.` });
    return;
  }
  desk.player.pause();
  desk.player.goTo(next);
  const place = `${frames.indexOf(next) + 1} of ${frames.length}`;
  desk.session.setState({
    announcement: `Change point ${place} of ${feature}: ${changePointWords(next, index)}.`,
  });
}

/** How many there are, or how the search stands, short enough to stand beside the switch. */
function countWords({ frames, fault }: ShownChanges): string {
  if (fault !== undefined) return '!';
  if (frames === undefined) return '\u2026';
  return frames.length === 0 ? 'none' : formatNumber(frames.length);
}

/** Shows or hides the change points of one trace, and takes the playhead from one to the next. */
export function ChangePointControl(props: ChangePointControlProps) {
  const { feature, changes, tight } = props;
  const { wanted, frames } = changes;
  const some = (frames?.length ?? 0) > 0;
  return (
    <span className="ml-auto flex items-center">
      {some ? (
        <IconButton small label={`Previous change point of ${feature}`} onClick={() => goBeside(props, -1)}>
          <ChevronLeft aria-hidden className="size-3" />
        </IconButton>
      ) : null}
      <Tooltip text={penaltyWords}>
        <button
          type="button"
          aria-label={`Change points of ${feature}`}
          aria-pressed={wanted}
          onClick={changes.toggle}
          className="change-toggle"
        >
          <i aria-hidden className="change-mark" />
        </button>
      </Tooltip>
      {wanted && !tight ? <span className="px-1 text-fg-0">{countWords(changes)}</span> : null}
      {some ? (
        <IconButton small label={`Next change point of ${feature}`} onClick={() => goBeside(props, 1)}>
          <ChevronRight aria-hidden className="size-3" />
        </IconButton>
      ) : null}
    </span>
  );
}
