import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Source } from '#contract/entities/source';
import type { WhatIfCurve } from '#contract/rpc/what-if';
import { client } from '../../app/client.ts';
import { projectKey, sourcesQuery } from '../../app/queries.ts';
import { formatNumber, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { CurveChart } from './CurveChart.tsx';
import { Effects } from './Effects.tsx';
import { useLatest } from './use-latest.ts';
import type { WhatIfProps } from './what-if-props.ts';
import { pointAt, valuesOver } from './what-if-words.ts';

const curveSteps = 20;
/** Seconds of a source that the strip shows at a time. */
const stripS = 600;

function useView(
  { text, type, parameter, value, published }: WhatIfProps,
  source: Source | undefined,
  fromS: number | undefined,
) {
  const after = { [parameter.name]: value };
  const key =
    source === undefined ? undefined : JSON.stringify([source.id, text, type, published, after, fromS]);
  const lengthS = Math.min(stripS, Math.max(1, source?.durationS ?? stripS));
  const asked = { sourceId: source?.id ?? '', text, type, before: published, after, lengthS, fromS };
  return useLatest(key, async () => ({
    value,
    view: await client.whatIf.view(asked),
  }));
}

/** The curve of the parameter, made anew when it has been let go. */
function useCurve(props: WhatIfProps) {
  const { projectId, text, type, parameter, value, moving, published } = props;
  const { name, low, high, step } = parameter;
  const isShown = low !== undefined && high !== undefined && !moving;
  return useQuery({
    queryKey: [...projectKey(projectId), 'what-if', text, type, name, value],
    queryFn: ({ signal }): Promise<WhatIfCurve> => {
      const also = published[name] === undefined ? [] : [published[name]];
      const values = [...valuesOver(low ?? 0, high ?? 0, step, curveSteps), ...also];
      const asked = { projectId, text, type, parameter: name, others: {}, now: value, values };
      return client.whatIf.curve(asked, { signal });
    },
    enabled: isShown,
    placeholderData: (before) => before,
  });
}

function metaOf(curve: WhatIfCurve | undefined, tookMs: number | undefined): string {
  const parts = [
    curve === undefined ? undefined : `${formatNumber(curve.reviewed - curve.samples)} reviewed`,
    curve === undefined ? undefined : plural(curve.samples, 'sample'),
    tookMs === undefined ? undefined : `${Math.round(tookMs)} ms`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function Chart({ curve, ...props }: WhatIfProps & { readonly curve: WhatIfCurve | undefined }) {
  const { parameter, value, published } = props;
  const { name, unit, low, high } = parameter;
  if (low === undefined || high === undefined)
    return (
      <EmptyState title="No range to look at">Give {name} a range, and its curve stands here.</EmptyState>
    );
  if (curve === undefined)
    return <p className="p-3 text-fg-2">Holding the rule against what was reviewed …</p>;
  const told = curve.points.some(({ precision }) => precision !== undefined);
  if (!told)
    return (
      <EmptyState title="Nothing to tell precision from yet">
        Decide some candidates of this type: precision over the range of {name} stands here then, and recall
        once samples of what the rule leaves out are decided.
      </EmptyState>
    );
  return (
    <div className="grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)_auto] p-3 pb-2">
      <CurveChart
        parameter={name}
        unit={unit}
        low={low}
        high={high}
        points={curve.points}
        value={value}
        published={published[name]}
      />
      <ul className="flex gap-4 pl-7 text-xs text-fg-1">
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-0.5 w-3 bg-c1" /> precision
        </li>
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-0.5 w-3 bg-c2" /> recall
          {curve.samples === 0 ? <span className="text-fg-2">needs samples</span> : null}
        </li>
      </ul>
    </div>
  );
}

/** What other numbers of a parameter would change: the candidates of one source at once, precision and recall over all reviews. */
export function WhatIf(props: WhatIfProps) {
  const { projectId, type, parameter, value, published } = props;
  const { data: sources = [] } = useQuery(sourcesQuery(projectId));
  const [{ chosen, fromS }, setShown] = useState<{
    readonly chosen?: string | undefined;
    readonly fromS?: number | undefined;
  }>({});
  const source = sources.find(({ id }) => id === chosen) ?? sources[0];
  const view = useView(props, source, fromS);
  const curve = useCurve(props);
  const points = curve.data?.points ?? [];
  return (
    <Panel className="min-h-50 flex-1" label={`What if ${parameter.name} were another`}>
      <PanelHead
        title={`What if ${parameter.name} were ${value} ${parameter.unit}`.trim()}
        meta={metaOf(curve.data, view.tookMs)}
      />
      {source === undefined ? (
        <EmptyState title="No source to look at">
          Import tracks: what a number changes is shown on them.
        </EmptyState>
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_288px]">
          <Chart {...props} curve={curve.data} />
          <ScrollRegion label="What it would change" className="min-h-0 min-w-0 border-l border-line p-3">
            {view.problem === undefined ? null : <ProblemText problem={view.problem} />}
            <Effects
              {...props}
              type={type}
              sources={sources}
              source={source}
              view={view.answer?.view}
              shown={view.answer?.value}
              curve={curve.data}
              before={pointAt(points, published[parameter.name])}
              now={pointAt(points, value)}
              onSource={(id) => setShown({ chosen: id })}
              onFrom={(from) => setShown({ chosen, fromS: from })}
            />
          </ScrollRegion>
        </div>
      )}
    </Panel>
  );
}
