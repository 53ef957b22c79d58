import { useMemo, useRef } from 'react';
import type { Queue, QueueItem } from '#contract/rpc/review';
import { formatNumber, formatShare } from '../../shared-ui/format.ts';
import { filterId } from './key-actions.ts';
import { groupItems, toRows, type QueueRow } from './queue-groups.ts';
import { QueueEntry, QueueHeading } from './QueueEntry.tsx';
import { SessionFigures } from './SessionFigures.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface QueuePanelProps {
  readonly queue: Queue;
  readonly items: readonly QueueItem[];
  readonly currentId: string | undefined;
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  readonly onOpen: (candidateId: string) => void;
}

const headingPx = 22;
const entryPx = 40;

function Progress({ queue }: { readonly queue: Queue }) {
  const { decided, total } = queue.stats;
  const count = (state: string): number => queue.items.filter((item) => item.state === state).length;
  const accepted = count('accepted');
  const rejected = count('rejected');
  const share = (value: number): string => `${(100 * value) / Math.max(1, total)}%`;
  return (
    <div className="border-b border-line px-3 py-2 text-xs">
      <div className="flex justify-between">
        <span>
          <b className="font-medium">{formatNumber(decided)}</b> of {formatNumber(total)} decided
        </span>
        <span className="text-fg-2">{total === 0 ? '' : formatShare(decided / total)}</span>
      </div>
      <div
        aria-hidden
        title={`${accepted} accepted, ${rejected} rejected, ${decided - accepted - rejected} skipped or flagged`}
        className="mt-1 flex h-1 gap-px overflow-hidden rounded-sm bg-bg-3"
      >
        <i className="block bg-accept" style={{ width: share(accepted) }} />
        <i className="block bg-reject" style={{ width: share(rejected) }} />
        <i className="block bg-skip" style={{ width: share(Math.max(0, decided - accepted - rejected)) }} />
      </div>
    </div>
  );
}

function sizeOf(row: QueueRow): number {
  return row.kind === 'group' ? headingPx : entryPx;
}

function QueueList({ items, currentId, onOpen }: Pick<QueuePanelProps, 'items' | 'currentId' | 'onOpen'>) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => toRows(groupItems(items)), [items]);
  const sizesPx = useMemo(() => rows.map(sizeOf), [rows]);
  const shown = useVirtualRows(
    scroller,
    sizesPx,
    rows.findIndex((row) => row.key === currentId),
  );
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label="Candidates" className="relative" style={{ height: shown.totalPx }}>
        {shown.items.map(({ index, start, size }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <li
              key={row.key}
              className="absolute inset-x-0 top-0"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              {row.kind === 'group' ? (
                <QueueHeading group={row.group} namesSource={row.namesSource} />
              ) : (
                <QueueEntry item={row.item} current={row.item.id === currentId} onOpen={onOpen} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** All candidates in viewings, with the progress of the project and the pace of the session. */
export function QueuePanel({ queue, items, currentId, filter, onFilter, onOpen }: QueuePanelProps) {
  return (
    <section
      aria-label="Queue"
      className="review-queue flex min-h-0 min-w-0 flex-col border-r border-line bg-bg-1"
    >
      <header className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-3">
        <h2 className="font-semibold text-fg-0">Queue</h2>
        <span className="hide-narrow text-fg-2">in order of time</span>
        <span className="mono ml-auto text-fg-2">{formatNumber(items.length)}</span>
      </header>
      <div className="mx-3 mt-2 flex h-6 shrink-0 items-center rounded-md border border-line bg-bg-0 px-2 focus-within:border-focus">
        <input
          id={filterId}
          aria-label="Filter by type"
          placeholder="type"
          value={filter}
          onChange={(event) => onFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
          }}
          className="mono min-w-0 flex-1 bg-transparent text-fg-0 outline-none placeholder:text-fg-3"
        />
        <kbd className="review-key">/</kbd>
      </div>
      <Progress queue={queue} />
      {items.length === 0 ? (
        <p className="flex-1 p-3 text-fg-2">No candidate has a type like “{filter}”.</p>
      ) : (
        <QueueList items={items} currentId={currentId} onOpen={onOpen} />
      )}
      <SessionFigures stats={queue.stats} />
    </section>
  );
}
