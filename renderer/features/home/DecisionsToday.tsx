import type { ProjectSummary } from '#contract/rpc/projects';
import { formatNumber } from '../../shared-ui/format.ts';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { useNow } from '../../shared-ui/use-now.ts';
import { HourBars } from './HourBars.tsx';
import { todayCounts } from './today-counts.ts';

type Today = ProjectSummary['decisionsToday'];

const parts = [
  { key: 'accepted', word: 'accepted', color: 'bg-accept' },
  { key: 'rejected', word: 'rejected', color: 'bg-reject' },
  { key: 'skipped', word: 'skipped', color: 'bg-skip' },
  { key: 'flagged', word: 'flagged', color: 'bg-warn' },
] as const;

function headline(today: Today): string {
  const median =
    today.medianElapsedMs === undefined ? [] : [`median ${formatNumber(today.medianElapsedMs / 1000, 1)} s`];
  return [...median, `${formatNumber(today.undone)} undone`].join(', ');
}

/** How many decisions were made today, which, and when. */
export function DecisionsToday({ today }: { readonly today: Today }) {
  const nowMs = useNow(true);
  const counts = todayCounts(today);
  const shown = parts.filter((part) => counts[part.key] > 0);
  return (
    <Panel>
      <PanelHead title="Decisions today" meta="on this computer" />
      <PanelBody className="overflow-hidden">
        <p className="flex items-baseline gap-2">
          <span className="text-xl leading-6 font-semibold tracking-[-0.01em] text-fg-0">
            {formatNumber(today.total)}
          </span>
          <span className="text-fg-2">{headline(today)}</span>
        </p>
        <div aria-hidden className="mt-2 mb-1.5 flex h-2 gap-px overflow-hidden rounded-sm bg-bg-3">
          {shown.map((part) => (
            <span key={part.key} className={part.color} style={{ flex: counts[part.key] }} />
          ))}
        </div>
        <p className="mb-3 max-xl:mb-1 flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
          {parts.map((part) => (
            <span key={part.key} className="flex items-center gap-1.5 whitespace-nowrap">
              <span aria-hidden className={`size-2 rounded-[2px] ${part.color}`} />
              {formatNumber(counts[part.key])} {part.word}
            </span>
          ))}
        </p>
        <HourBars byHour={today.byHour} nowHour={new Date(nowMs).getHours()} />
      </PanelBody>
    </Panel>
  );
}
