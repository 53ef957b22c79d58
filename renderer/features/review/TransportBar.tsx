import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { FrameSpan } from '#contract/interval';
import { Segmented } from '../../shared-ui/Segmented.tsx';
import type { Player } from '../clip/player.ts';
import { rates } from '../clip/shuttle.ts';
import { formatFrame } from '../timeline/timecode.ts';

function Icon({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid h-6 w-7 place-items-center rounded-sm text-fg-1 hover:bg-bg-3 hover:text-fg-0"
    >
      {children}
    </button>
  );
}

function Place({
  player,
  span,
  frameCount,
}: {
  readonly player: Player;
  readonly span: FrameSpan;
  readonly frameCount: number;
}) {
  const frame = useStore(player.store, (state) => state.frame);
  const inside = frame >= span.startFrame && frame < span.endFrame;
  return (
    <>
      <span className="font-mono font-medium text-fg-0" data-testid="playhead" data-frame={frame}>
        {formatFrame(frame)} <span className="text-fg-2">of {formatFrame(frameCount)}</span>
      </span>
      <span className="hide-narrow font-mono font-medium text-fg-2">
        {inside ? (
          <>
            in event <span className="text-fg-0">{frame - span.startFrame + 1}</span> of{' '}
            {span.endFrame - span.startFrame}
          </>
        ) : null}
      </span>
    </>
  );
}

export interface TransportBarProps {
  readonly player: Player;
  readonly span: FrameSpan;
  readonly frameCount: number;
}

/** Steps, loop, rate and place in the clip. */
export function TransportBar({ player, span, frameCount }: TransportBarProps) {
  const moving = useStore(player.store, ({ speed }) => speed !== 0);
  const looping = useStore(player.store, (state) => state.looping);
  const rate = useStore(player.store, (state) => state.rate);
  return (
    <div className="transport flex h-9 shrink-0 items-center gap-3 overflow-hidden border-t border-line bg-bg-1 px-3 whitespace-nowrap">
      <div className="flex gap-0.5">
        <Icon label="Previous frame" onClick={() => player.step(-1)}>
          <StepBack aria-hidden className="size-3.5" />
        </Icon>
        <Icon label={moving ? 'Pause' : 'Loop the event'} onClick={() => player.toggle()}>
          {moving ? <Pause aria-hidden className="size-3.5" /> : <Play aria-hidden className="size-3.5" />}
        </Icon>
        <Icon label="Next frame" onClick={() => player.step(1)}>
          <StepForward aria-hidden className="size-3.5" />
        </Icon>
      </div>
      <Place player={player} span={span} frameCount={frameCount} />
      <span className="flex-1" />
      <span className="hide-narrow text-xs text-fg-2">loop</span>
      <Segmented
        label="Loop"
        value={looping ? 'event' : 'off'}
        options={[
          { value: 'event', label: 'event ±0.5 s' },
          { value: 'off', label: 'off' },
        ]}
        onChange={(value) => player.setLooping(value === 'event')}
      />
      <span className="hide-narrow text-xs text-fg-2">rate</span>
      <Segmented
        label="Rate"
        value={String(rate)}
        options={rates.map((value) => ({ value: String(value), label: String(value) }))}
        onChange={(value) => player.setRate(Number(value))}
      />
    </div>
  );
}
