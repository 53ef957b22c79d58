import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';

export interface RowsInSight {
  /** Goes to the element that scrolls. */
  readonly scroller: (element: HTMLDivElement | null) => void;
  /** Rows to draw are `[from, to)`. */
  readonly from: number;
  readonly to: number;
}

const overscan = 12;

/** Which of `count` rows of one height lie in sight of a scrolling element, with a dozen around. */
export function useRowsInSight(count: number, rowPx: number): RowsInSight {
  const [element, scroller] = useState<HTMLDivElement | null>(null);
  const [range, setRange] = useState({ from: 0, to: 0 });
  useEffect(() => {
    if (element === null) return undefined;
    const virtualizer = new Virtualizer<HTMLDivElement, Element>({
      count,
      getScrollElement: () => element,
      estimateSize: () => rowPx,
      overscan,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: (changed) => {
        const items = changed.getVirtualItems();
        setRange({ from: items[0]?.index ?? 0, to: (items.at(-1)?.index ?? -1) + 1 });
      },
    });
    const unmount = virtualizer._didMount();
    virtualizer._willUpdate();
    return unmount;
  }, [element, count, rowPx]);
  return { scroller, ...range };
}
