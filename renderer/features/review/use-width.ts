import { useCallback, useState, type RefCallback } from 'react';

/** Measures an element: its ref, and its width in pixels (0 before it is there). */
export function useWidth(): readonly [RefCallback<HTMLElement>, number] {
  const [widthPx, setWidthPx] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const sizes = new ResizeObserver(() => setWidthPx(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return [measure, widthPx];
}
