import type { Inspection } from '#contract/rpc/sources';
import type { Problem } from '#contract/errors';
import { formatNumber } from '../../shared-ui/format.ts';
import { NumberField } from '../../shared-ui/NumberField.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { Segmented } from '../../shared-ui/Segmented.tsx';
import { Choice } from './Choice.tsx';
import { choose, useDraft } from './draft.ts';
import type { ReadChoices } from './draft.ts';
import { GroundChoice } from './GroundChoice.tsx';
import { shownChoices, type ShownChoices } from './shown-choices.ts';

const above0 = (most: number) => (value: number) => value > 0 && value <= most;
const sizeFits = above0(1e6);
const sizeOtherwise = 'A size is a number above 0.';

function revert(choices: ReadChoices, ...names: readonly (keyof ReadChoices)[]): (() => void) | undefined {
  const edited = names.some((name) => choices[name] !== undefined);
  return edited ? () => choose(Object.fromEntries(names.map((name) => [name, undefined]))) : undefined;
}

function shown(value: number | undefined): { readonly placeholder?: string } {
  return value === undefined ? {} : { placeholder: String(Math.round(value * 1000) / 1000) };
}

function BoxUnit({ inspection }: { readonly inspection: Inspection }) {
  const choices = useDraft((draft) => draft.choices);
  const { unit } = choices;
  return (
    <Choice label="Boxes in" onRevert={revert(choices, 'unit')}>
      <Segmented
        label="Unit of the boxes"
        value={unit ?? inspection.boxUnit ?? inspection.guess.unit ?? 'px'}
        options={[
          { value: 'px', label: 'px' },
          { value: 'share', label: 'share of the picture' },
        ]}
        onChange={(next) => choose({ unit: next })}
      />
    </Choice>
  );
}

function FirstFrame({ inspection }: { readonly inspection: Inspection }) {
  const choices = useDraft((draft) => draft.choices);
  const first = choices.firstFrame ?? inspection.guess.firstFrame ?? 0;
  return (
    <Choice label="First frame is" onRevert={revert(choices, 'firstFrame')}>
      <Segmented
        label="Number of the first frame"
        value={first === 1 ? '1' : '0'}
        options={[
          { value: '0', label: '0' },
          { value: '1', label: '1' },
        ]}
        onChange={(next) => choose({ firstFrame: Number(next) })}
      />
      {inspection.frames === undefined ? null : (
        <span className="truncate text-fg-2">
          {`read as ${formatNumber(inspection.frames.first)} to ${formatNumber(inspection.frames.last)}`}
        </span>
      )}
    </Choice>
  );
}

function Rate({ inspection }: { readonly inspection: Inspection | undefined }) {
  const choices = useDraft((draft) => draft.choices);
  return (
    <Choice label="Frame rate" onRevert={revert(choices, 'fps')}>
      <NumberField
        className="flex-1"
        label="Pictures per second of the tracks"
        unit="fps"
        value={choices.fps}
        onChange={(fps) => choose({ fps })}
        fits={above0(1000)}
        otherwise="A rate is a number above 0, at most 1000."
        {...shown(inspection?.guess.fps ?? inspection?.fileFps)}
      />
    </Choice>
  );
}

function PictureSize({ inspection }: { readonly inspection: Inspection | undefined }) {
  const choices = useDraft((draft) => draft.choices);
  const field = (name: 'widthPx' | 'heightPx', label: string) => (
    <NumberField
      className="flex-1"
      label={label}
      unit="px"
      value={choices[name]}
      onChange={(value) => choose({ [name]: value })}
      fits={sizeFits}
      otherwise={sizeOtherwise}
      {...shown(inspection?.guess[name])}
    />
  );
  return (
    <Choice label="Picture size" onRevert={revert(choices, 'widthPx', 'heightPx')}>
      {field('widthPx', 'Width of the picture')}
      <span aria-hidden>×</span>
      {field('heightPx', 'Height of the picture')}
    </Choice>
  );
}

function LeastScore({ inspection }: { readonly inspection: Inspection }) {
  const choices = useDraft((draft) => draft.choices);
  return (
    <Choice label="Keypoints from" onRevert={revert(choices, 'leastScore')}>
      <NumberField
        className="flex-1"
        label="Least likelihood of a keypoint"
        unit="likelihood"
        value={choices.leastScore}
        onChange={(leastScore) => choose({ leastScore })}
        fits={(value) => value >= 0 && value <= 1}
        otherwise="A likelihood is a number from 0 to 1."
        {...shown(inspection.guess.leastScore ?? 0)}
      />
    </Choice>
  );
}

export interface ReadingPanelProps {
  readonly inspection: Inspection | undefined;
  readonly refusal: Problem | undefined;
  readonly roles: readonly string[];
}

function OfTheFile({ inspection, is }: { readonly inspection: Inspection; readonly is: ShownChoices }) {
  return (
    <>
      {is.boxUnit ? <BoxUnit inspection={inspection} /> : null}
      {is.groundUnit ? <GroundChoice inspection={inspection} /> : null}
      {is.firstFrame ? <FirstFrame inspection={inspection} /> : null}
      {is.leastScore ? <LeastScore inspection={inspection} /> : null}
    </>
  );
}

/** How the numbers of the file are meant: units, first frame, rate, sizes; each guessed, and changed here. */
export function ReadingPanel({ inspection, refusal, roles }: ReadingPanelProps) {
  const is = shownChoices(inspection, refusal, roles);
  if (!Object.values(is).includes(true)) return null;
  return (
    <Panel className="shrink-0">
      <PanelHead title="Reading" meta="guessed from the file, change what is wrong" />
      <PanelBody className="grid gap-1">
        {inspection === undefined ? null : <OfTheFile inspection={inspection} is={is} />}
        {is.rate ? <Rate inspection={inspection} /> : null}
        {is.pictureSize ? <PictureSize inspection={inspection} /> : null}
      </PanelBody>
    </Panel>
  );
}
