import type { QueueItem } from '#contract/rpc/review';

/** Candidates that start within this many seconds belong to one viewing. */
export const viewingLimitS = 10;

/** Neighbouring candidates of one source whose spans touch: one viewing, several decisions. */
export interface QueueGroup {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly startS: number;
  readonly endS: number;
  readonly items: readonly QueueItem[];
}

/** One row of the list as it is drawn. */
export type QueueRow =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly group: QueueGroup;
      readonly namesSource: boolean;
    }
  | { readonly kind: 'item'; readonly key: string; readonly item: QueueItem };

function joins(group: QueueGroup, item: QueueItem): boolean {
  const near = Math.abs(item.startS - (group.items[0]?.startS ?? item.startS)) <= viewingLimitS;
  const touches = item.startS <= group.endS && group.startS <= item.endS;
  return group.sourceId === item.sourceId && touches && near;
}

function widened(group: QueueGroup, item: QueueItem): QueueGroup {
  return {
    ...group,
    startS: Math.min(group.startS, item.startS),
    endS: Math.max(group.endS, item.endS),
    items: [...group.items, item],
  };
}

/** Groups items in the order given; an item joins the group before it when they touch and it starts within 10 s of the first. */
export function groupItems(items: readonly QueueItem[]): readonly QueueGroup[] {
  const groups: QueueGroup[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && joins(last, item)) groups[groups.length - 1] = widened(last, item);
    else
      groups.push({
        sourceId: item.sourceId,
        sourceName: item.sourceName,
        startS: item.startS,
        endS: item.endS,
        items: [item],
      });
  }
  return groups;
}

/** Headings and items in one flat list; a heading names its source where the source changes. */
export function toRows(groups: readonly QueueGroup[]): readonly QueueRow[] {
  return groups.flatMap((group, i) => {
    const namesSource = groups[i - 1]?.sourceId !== group.sourceId;
    const head: QueueRow = { kind: 'group', key: `${group.items[0]?.id ?? i}-group`, group, namesSource };
    return [head, ...group.items.map((item): QueueRow => ({ kind: 'item', key: item.id, item }))];
  });
}

/** Items whose type contains one of the words of `text` (case and a `type:` prefix do not matter). */
export function filterByType(items: readonly QueueItem[], text: string): readonly QueueItem[] {
  const words = text
    .toLowerCase()
    .replace(/^\s*type:/, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return items;
  return items.filter((item) => words.some((word) => item.type.toLowerCase().includes(word)));
}

/** The first open item after `fromId` in the list, going round once; undefined when nothing else is open. */
export function nextOpen(items: readonly QueueItem[], fromId: string | undefined): QueueItem | undefined {
  const at = items.findIndex((item) => item.id === fromId);
  const round = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  return round.find((item) => item.state === 'open');
}

/** The item `step` places further in the list, or undefined at its ends. */
export function neighbourOf(
  items: readonly QueueItem[],
  fromId: string | undefined,
  step: 1 | -1,
): QueueItem | undefined {
  const at = items.findIndex((item) => item.id === fromId);
  if (at === -1) return step === 1 ? items[0] : items.at(-1);
  return items[at + step];
}
