import type { QueueItem } from '#contract/rpc/review';
import { formatScore, plural } from '../../shared-ui/format.ts';
import { clock } from '../timeline/timecode.ts';
import type { QueueGroup } from './queue-groups.ts';
import { zoneOf } from '../../shared-ui/participants.ts';
import { formatAgo, stateMarks } from './words.ts';

const glyphLook: Readonly<Record<QueueItem['state'], string>> = {
  open: 'text-fg-3',
  accepted: 'text-accept-text',
  rejected: 'text-reject-text',
  skipped: 'text-fg-2',
  flagged: 'text-warn-text',
  disputed: 'text-warn-text',
};

/** When a viewing is, and how many candidates it holds; its source where that changes. */
export function QueueHeading({
  group,
  namesSource,
}: {
  readonly group: QueueGroup;
  readonly namesSource: boolean;
}) {
  const count = group.items.length;
  const right = namesSource ? group.sourceName : count === 1 ? '' : `${count} in one viewing`;
  return (
    <div
      title={`${group.sourceName}, ${plural(count, 'candidate')}`}
      className="flex h-full items-center gap-2 border-b border-line bg-bg-0 px-3 text-xs text-fg-2"
    >
      <span className="mono">
        {clock(group.startS)}–{clock(group.endS)}
      </span>
      <span className="ml-auto truncate">{right}</span>
    </div>
  );
}

function participants(item: QueueItem): string {
  const actors = item.actors.map(({ trackId }) => trackId).join(', ');
  const objects = item.objects.map((object) => zoneOf(object) ?? object.trackId).join(', ');
  return objects === '' ? actors : `${actors}→${objects}`;
}

function standing(item: QueueItem): string {
  const { word } = stateMarks[item.state];
  const known = item.known ? '' : ', in part unknown';
  return item.decidedAt === undefined
    ? `${word}${known}`
    : `${word}, ${formatAgo(Date.parse(item.decidedAt), Date.now())}`;
}

/** The rule's score; that of a sample would say nothing. */
function Score({ item }: { readonly item: QueueItem }) {
  if (item.sample === true)
    return <span className="col-span-2 text-right text-xs text-accent-text">sample</span>;
  return (
    <>
      <span aria-hidden className="score-tick">
        <u style={{ left: `${item.ruleScore * 100}%` }} />
      </span>
      <span className="mono text-right text-fg-0">
        <span className="sr-only">rule score </span>
        {formatScore(item.ruleScore)}
      </span>
    </>
  );
}

export interface QueueEntryProps {
  readonly item: QueueItem;
  readonly current: boolean;
  readonly onOpen: (candidateId: string) => void;
}

/** One candidate of the queue, 40 px: state, type, who, and its rule score. */
export function QueueEntry({ item, current, onOpen }: QueueEntryProps) {
  const who = participants(item);
  const glyph = current && item.state === 'open' ? '▸' : stateMarks[item.state].glyph;
  return (
    <button
      type="button"
      aria-current={current}
      data-candidate={item.id}
      title={`${item.type}: ${who}, ${standing(item)}`}
      onClick={() => onOpen(item.id)}
      className={`queue-entry ${item.state === 'open' ? '' : 'is-done'}`}
    >
      <span
        aria-hidden
        className={`mono text-center font-bold ${current && item.state === 'open' ? 'text-accent-text' : glyphLook[item.state]}`}
      >
        {glyph}
      </span>
      <span className="min-w-0">
        <span className="type block truncate">{item.type}</span>
        <span className="block truncate text-xs leading-3.5 text-fg-2">
          {who}, {standing(item)}
        </span>
      </span>
      <Score item={item} />
    </button>
  );
}
