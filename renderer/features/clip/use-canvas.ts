import { useEffect, useRef, type RefObject } from 'react';

export interface CanvasSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

type Draw = (pen: CanvasRenderingContext2D, size: CanvasSize) => void;

function paint(canvas: HTMLCanvasElement, draw: Draw): void {
  const pen = canvas.getContext('2d');
  const { clientWidth: widthPx, clientHeight: heightPx } = canvas;
  if (pen === null || widthPx === 0 || heightPx === 0) return;
  const density = window.devicePixelRatio;
  const [width, height] = [Math.round(widthPx * density), Math.round(heightPx * density)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  pen.setTransform(density, 0, 0, density, 0, 0);
  draw(pen, { widthPx, heightPx });
}

/**
 * Keeps a canvas painted: at most once per animation frame, when `listen` reports a change, on every render, when its size
 * changes and when the theme does.
 */
export function useCanvas(
  ref: RefObject<HTMLCanvasElement | null>,
  draw: Draw,
  listen: (changed: () => void) => () => void,
): void {
  const latest = useRef({ draw, repaint: () => {} });
  useEffect(() => {
    latest.current.draw = draw;
    latest.current.repaint();
  });
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return undefined;
    let request = 0;
    const repaint = (): void => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => paint(canvas, latest.current.draw));
    };
    latest.current.repaint = repaint;
    const sizes = new ResizeObserver(repaint);
    sizes.observe(canvas);
    const themes = new MutationObserver(repaint);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const unlisten = listen(repaint);
    repaint();
    return () => {
      unlisten();
      themes.disconnect();
      sizes.disconnect();
      cancelAnimationFrame(request);
    };
  }, [ref, listen]);
}
