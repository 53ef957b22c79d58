import { useMutation } from '@tanstack/react-query';
import type { Source } from '#contract/entities/source';
import type { WhatIfCurve, WhatIfView } from '#contract/rpc/what-if';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatNumber, plural } from '../../shared-ui/format.ts';
import { IconButton } from '../../shared-ui/IconButton.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { Select } from '../../shared-ui/Select.tsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Strips } from './Strips.tsx';
import type { WhatIfProps } from './what-if-props.ts';
import {
  type Mark,
  type Point,
  pointAt,
  reviewedWords,
  shareWords,
  suggestionWords,
} from './what-if-words.ts';

export interface EffectsProps extends WhatIfProps {
  readonly sources: readonly Source[];
  readonly source: Source;
  readonly view: WhatIfView | undefined;
  /** The value that the view is of; it follows the one under the hand. */
  readonly shown: number | undefined;
  readonly curve: WhatIfCurve | undefined;
  readonly before: Point | undefined;
  readonly now: Point | undefined;
  readonly onSource: (id: string) => void;
  /** Shows the stretch from there on. */
  readonly onFrom: (fromS: number) => void;
}

/** Samples drawn at a time, half just below the thresholds and half from windows at random. */
const samplesAtOnce = 40;

/** Where the last stretch of a source begins. */
function lastFromS(durationS: number, lengthS: number): number {
  return Math.max(0, Math.ceil(durationS / lengthS) - 1) * lengthS;
}

function Figures({ parameter, value, published, view, before, now }: EffectsProps) {
  const was = published[parameter.name];
  const row = (label: string, color: string | undefined, then: string, here: string) => (
    <tr className="not-first:border-t not-first:border-hair">
      <th scope="row" className="py-1 text-left font-normal text-fg-1">
        <span className="flex items-center gap-1.5">
          {color === undefined ? null : <span aria-hidden className={`size-2 rounded-[2px] ${color}`} />}
          {label}
        </span>
      </th>
      <td className="text-right text-fg-1">{then}</td>
      <td className="text-right font-medium text-fg-0">{here}</td>
    </tr>
  );
  const count = (candidates: number | undefined) =>
    candidates === undefined ? '–' : formatNumber(candidates);
  return (
    <table className="w-full">
      <thead>
        <tr className="text-xs text-fg-2">
          <th scope="col" className="text-left font-normal">
            <span className="sr-only">Figure</span>
          </th>
          <th scope="col" className="text-right font-normal">
            {was === undefined ? 'before' : `${was} ${parameter.unit}`}
          </th>
          <th scope="col" className="text-right font-normal">
            {value} {parameter.unit}
          </th>
        </tr>
      </thead>
      <tbody>
        {row('precision', 'bg-c1', shareWords(before?.precision), shareWords(now?.precision))}
        {row('recall', 'bg-c2', shareWords(before?.recall), shareWords(now?.recall))}
        {row('candidates here', undefined, count(view?.before), count(view?.after))}
      </tbody>
    </table>
  );
}

function Counts({ view }: { readonly view: WhatIfView }) {
  const { vanish, appear, move } = view.counts;
  if (vanish + appear + move === 0) return <p className="text-fg-2">Nothing changes in this source.</p>;
  return (
    <p className="flex flex-wrap gap-x-3">
      <span className="text-reject-text">{formatNumber(vanish)} vanish</span>
      <span className="text-accept-text">{formatNumber(appear)} appear</span>
      <span className="text-accent-text">{formatNumber(move)} get other edges</span>
    </p>
  );
}

/** The strip of a source, a stretch at a time, beginning where something changes. */
function Timeline({ source, type, view, shown, onFrom }: EffectsProps & { readonly view: WhatIfView }) {
  const { fromS, lengthS } = view;
  const open = useMutation({
    mutationFn: (mark: Mark) => {
      const { kind: _kind, ...span } = mark;
      return client.whatIf.candidateAt({ sourceId: source.id, type, span });
    },
    onSuccess: ({ candidateId }) => {
      if (candidateId !== undefined) navigate({ screen: 'review', candidateId });
    },
  });
  return (
    <div className="grid gap-1" data-shown={shown} data-took-ms={view.tookMs}>
      <div className="flex items-center gap-1">
        <Counts view={view} />
        {source.durationS <= lengthS ? null : (
          <span className="ml-auto flex">
            <IconButton label="Ten minutes earlier" onClick={() => onFrom(Math.max(0, fromS - lengthS))}>
              <ChevronLeft aria-hidden className="size-3.5" />
            </IconButton>
            <IconButton
              label="Ten minutes later"
              onClick={() => onFrom(Math.min(lastFromS(source.durationS, lengthS), fromS + lengthS))}
            >
              <ChevronRight aria-hidden className="size-3.5" />
            </IconButton>
          </span>
        )}
      </div>
      <Strips view={view} fromS={fromS} lengthS={lengthS} onOpen={(mark) => open.mutate(mark)} />
      {open.data !== undefined && open.data.candidateId === undefined ? (
        <output className="block text-xs text-fg-2">
          No job has proposed this one yet: it can be reviewed after the next run.
        </output>
      ) : null}
    </div>
  );
}

function Suggestions({ curve, now, parameter, onTake }: EffectsProps) {
  if (curve === undefined) return null;
  return (
    <ul className="grid gap-1">
      {curve.suggestions.map((suggestion) => (
        <li key={suggestion.value} className="flex items-start gap-2">
          <Button size="small" onClick={() => onTake(suggestion.value)}>
            Take {suggestion.value} {parameter.unit}
          </Button>
          <span className="text-xs text-fg-1">
            {suggestionWords(suggestion, pointAt(curve.points, suggestion.value), now)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Draws what the rule leaves out into the queue, without which recall cannot be told. */
function Samples({ projectId, versionId, type }: EffectsProps) {
  const draw = useMutation({
    mutationFn: () =>
      client.whatIf.drawSamples({ ontologyVersionId: versionId ?? '', type, count: samplesAtOnce }),
    onSuccess: () => refreshProject(projectId),
  });
  const drawn = draw.data;
  return (
    <div className="grid gap-1">
      <Button
        size="small"
        className="justify-self-start"
        unavailable={versionId === undefined ? 'Save the ontology first' : undefined}
        onClick={() => draw.mutate()}
        title="Puts some of what the rule leaves out into the review queue: half just below the thresholds, half from windows of time drawn at random"
      >
        Draw {samplesAtOnce} samples for recall
      </Button>
      {draw.error === null ? null : <ProblemText problem={asProblem(draw.error)} />}
      {drawn === undefined ? null : (
        <output className="block text-xs text-fg-1">
          {plural(drawn.belowThreshold, 'sample')} just below the thresholds and {drawn.randomWindows} at
          random are in the review queue.
          {drawn.left.map(({ sourceName, reason }) => ` ${sourceName}: ${reason}`)}
        </output>
      )}
    </div>
  );
}

/** What a number would do: figures, the candidates that come and go in one source, and which numbers reviews speak for. */
export function Effects(props: EffectsProps) {
  const { sources, source, view, curve, before, now, onSource } = props;
  return (
    <div className="grid gap-2.5">
      <Figures {...props} />
      <Select
        label="Source to look at"
        size="small"
        value={source.id}
        options={sources.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onSource}
      />
      {view?.starved === undefined ? null : <p className="text-warn-text">{view.starved}</p>}
      {view === undefined ? (
        <p className="text-fg-2">Reading the source …</p>
      ) : (
        <Timeline {...props} view={view} />
      )}
      {curve === undefined ? null : (
        <p className="text-xs text-fg-1">{reviewedWords(curve.reviewed - curve.samples, before, now)}</p>
      )}
      {curve?.left.map(({ sourceName, reason }) => (
        <p key={sourceName} className="text-xs text-warn-text">
          {sourceName} was left out: {reason}
        </p>
      ))}
      <Suggestions {...props} />
      <Samples {...props} />
    </div>
  );
}
