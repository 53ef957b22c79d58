import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useReducer, useState, type RefObject } from 'react';

export interface VirtualRows {
  readonly items: readonly VirtualItem[];
  readonly totalPx: number;
}

type List = Virtualizer<HTMLDivElement, HTMLLIElement>;

function optionsOf(
  scroller: RefObject<HTMLDivElement | null>,
  sizesPx: readonly number[],
  onChange: () => void,
): ConstructorParameters<typeof Virtualizer<HTMLDivElement, HTMLLIElement>>[0] {
  return {
    count: sizesPx.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => sizesPx[i] ?? 0,
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange,
  };
}

interface Layout extends VirtualRows {
  readonly version: number;
}

/**
 * The rows of a long list that are in view, from their known heights in pixels; keeps row `at` in view when it changes.
 * The list is owned outside of rendering, because it changes under React's feet while it scrolls.
 */
export function useVirtualRows(
  scroller: RefObject<HTMLDivElement | null>,
  sizesPx: readonly number[],
  at: number,
): VirtualRows {
  const [layout, setLayout] = useReducer(
    (before: Layout, list: List): Layout => ({
      items: list.getVirtualItems(),
      totalPx: list.getTotalSize(),
      version: before.version + 1,
    }),
    { items: [], totalPx: 0, version: 0 },
  );
  const [list] = useState(() => new Virtualizer(optionsOf(scroller, sizesPx, () => {})));
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => {
    list.setOptions(optionsOf(scroller, sizesPx, () => setLayout(list)));
    list._willUpdate();
    list.measure();
    setLayout(list);
  }, [list, scroller, sizesPx]);
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' });
  }, [list, at]);
  return layout;
}
