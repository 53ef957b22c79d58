import { useCallback, useState } from 'react';
import { EyeOff } from 'lucide-react';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Source } from '#contract/entities/source';
import type { Viewing } from '#contract/rpc/review';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { href } from '../../app/router.ts';
import '../clip/clip.css';
import { ClipVideo } from '../clip/ClipVideo.tsx';
import { FrameHud, SpeedHud } from '../clip/Hud.tsx';
import { Overlay, type Readings } from '../clip/Overlay.tsx';
import { PlanClock } from '../clip/PlanClock.tsx';
import { withheldReason, type Withheld } from '../clip/privacy.ts';
import type { TrackChunk } from '../clip/tracks.ts';
import type { Company } from './cast.ts';
import type { Desk } from './desk.ts';
import type { Edit } from './edit.ts';
import { TransportBar } from './TransportBar.tsx';

export interface StagePanelProps {
  readonly desk: Desk;
  readonly viewing: Viewing;
  readonly index: FrameIndex;
  readonly edit: Edit;
  readonly chunks: readonly TrackChunk[];
  readonly company: Company;
  readonly readings: Readings;
  /** "2 of 3 in this viewing". */
  readonly place: string;
}

function aboutOf(source: Source, plan: boolean): string {
  if (plan) return 'plan view: tracks and zones only, no picture';
  const index = source.nominalIndex ? 'nominal frame index' : 'exact frame index';
  return `${source.fps.toFixed(source.fps % 1 === 0 ? 0 : 2)} fps, ${index}`;
}

function Why({ reason, sourceId }: { readonly reason: Withheld; readonly sourceId: string }) {
  return (
    <div
      role="alert"
      className="flex shrink-0 gap-2.5 border-b border-l-3 border-b-line border-l-reject bg-bg-1 p-3"
    >
      <EyeOff aria-hidden className="mt-px size-4 shrink-0 text-reject-text" />
      <div className="min-w-0">
        <p className="text-md leading-4.5 font-semibold text-fg-0">{reason.title}</p>
        <p className="mt-0.5 max-w-[92ch]">{reason.text}</p>
        {reason.attestable ? (
          <p className="mt-2 flex items-center gap-2.5">
            <ButtonLink href={href({ screen: 'sources', sourceId })}>Open the source to attest</ButtonLink>
            <span className="hide-narrow text-xs text-fg-2">an administrator, audited</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}

const unplayable = (message: string): Withheld => ({
  title: 'The clip cannot be played here',
  text: `${message} Its tracks are shown on a plan; a decision made here is marked plan view.`,
  attestable: false,
});

/** The clip or, where it may not or cannot be shown, the plan of its tracks and the reason. */
export function StagePanel(props: StagePanelProps) {
  const { desk, viewing, index, edit, chunks, company, readings, place } = props;
  const { source } = viewing;
  const [failure, setFailure] = useState<{ readonly sourceId: string; readonly message: string }>();
  const onFail = useCallback((message: string) => setFailure({ sourceId: source.id, message }), [source.id]);
  const failed = failure?.sourceId === source.id ? unplayable(failure.message) : undefined;
  const reason = withheldReason(source) ?? failed;
  const plan = reason !== undefined;
  return (
    <section aria-label="Clip" className="review-stage flex min-h-0 min-w-0 flex-col bg-bg-1">
      <header className="flex h-8 shrink-0 items-center gap-2 overflow-hidden border-b border-line px-3 whitespace-nowrap">
        <h2 className="truncate font-semibold text-fg-0" title={source.name}>
          {source.name}
        </h2>
        <span className="hide-narrow text-fg-2">{aboutOf(source, plan)}</span>
        <span className="ml-auto shrink-0 text-fg-2">{place}</span>
        <span className="hide-narrow mono text-fg-2" title={viewing.candidate.id}>
          {viewing.candidate.id.slice(-8)}
        </span>
      </header>
      {reason === undefined ? null : <Why reason={reason} sourceId={source.id} />}
      <div className={`relative min-h-0 flex-1 overflow-hidden ${plan ? 'plan bg-bg-0' : 'bg-picture'}`}>
        {plan ? (
          <PlanClock index={index} player={desk.player} />
        ) : (
          <ClipVideo key={source.id} source={source} index={index} player={desk.player} onFail={onFail} />
        )}
        <Overlay
          source={source}
          index={index}
          chunks={chunks}
          cast={company}
          readings={readings}
          player={desk.player}
          plan={plan}
        />
        <FrameHud index={index} player={desk.player} />
        <SpeedHud unit={source.space === 'metric' ? 'm/s' : 'body/s'} />
      </div>
      <TransportBar player={desk.player} span={edit.now} frameCount={source.frameCount} />
    </section>
  );
}
