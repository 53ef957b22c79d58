import type { QueueItem } from '#contract/rpc/review';
import { useTypeColor } from '../../shared-ui/type-color.ts';

const maxLanes = 6;

interface Lane {
  readonly type: string;
  readonly items: readonly QueueItem[];
}

/** Candidates by type, the most frequent types first; the rest share the last lane. */
export function lanesOf(items: readonly QueueItem[]): readonly Lane[] {
  const byType = new Map<string, QueueItem[]>();
  for (const item of items) byType.set(item.type, [...(byType.get(item.type) ?? []), item]);
  const lanes = [...byType].map(([type, found]) => ({ type, items: found }));
  const sorted = lanes.toSorted((a, b) => b.items.length - a.items.length);
  if (sorted.length <= maxLanes) return sorted;
  const rest = sorted.slice(maxLanes - 1).flatMap((lane) => lane.items);
  return [...sorted.slice(0, maxLanes - 1), { type: 'other types', items: rest }];
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}

function LaneRow({ lane, durationS }: { readonly lane: Lane; readonly durationS: number }) {
  const color = useTypeColor(lane.type);
  return (
    <div className="grid h-4.5 grid-cols-[96px_minmax(0,1fr)] items-center">
      <span className="truncate pr-2 text-xs text-fg-0">{lane.type}</span>
      <span className="relative h-3 border-b border-hair">
        {lane.items.map((item) => (
          <span
            key={item.id}
            className="absolute inset-y-0 min-w-0.75 rounded-[1px]"
            style={{
              left: `${(item.startS / durationS) * 100}%`,
              width: `${((item.endS - item.startS) / durationS) * 100}%`,
              backgroundColor: color,
            }}
          />
        ))}
      </span>
    </div>
  );
}

export interface CandidateLanesProps {
  readonly items: readonly QueueItem[];
  readonly durationS: number;
}

/** Where the candidates lie in the clip, one lane per type. */
export function CandidateLanes({ items, durationS }: CandidateLanesProps) {
  const marks = [0, 0.25, 0.5, 0.75, 1];
  return (
    <figure
      aria-label={`${items.length} candidates over ${Math.round(durationS)} seconds`}
      className="px-3 py-2"
    >
      {lanesOf(items).map((lane) => (
        <LaneRow key={lane.type} lane={lane} durationS={durationS} />
      ))}
      <div className="ml-24 flex justify-between pt-1 text-xs text-fg-2">
        {marks.map((mark) => (
          <span key={mark}>{minutes(mark * durationS)}</span>
        ))}
      </div>
    </figure>
  );
}
