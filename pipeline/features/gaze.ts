import type { Column } from '#contract/ports/kernels';
import { at } from './numbers.ts';
import type { PairQuestion } from './pair-question.ts';
import { onSpan } from './series-reader.ts';

/** Cosine between where the head of a points and where b stands, seen from a. */
export function gazeAlignmentInto({ reader, a, b, span }: PairQuestion, out: Column): void {
  const radius = reader.pairRadius ?? Number.POSITIVE_INFINITY;
  const scaleA = at(reader.source.scales, a);
  const scaleB = at(reader.source.scales, b);
  const reach = (radius * (scaleA + scaleB)) / 2;
  const read = (track: number, name: string) =>
    onSpan(reader.track(track, name), span.startFrame, span.endFrame);
  const head = read(a, 'head_direction');
  const [xa, ya, xb, yb] = [read(a, 'x'), read(a, 'y'), read(b, 'x'), read(b, 'y')];
  for (let i = 0; i < out.length; i += 1) {
    const dx = at(xb, i) * scaleB - at(xa, i) * scaleA;
    const dy = at(yb, i) * scaleB - at(ya, i) * scaleA;
    const apart = Math.sqrt(dx * dx + dy * dy);
    if (!(apart > 0 && apart <= reach)) continue;
    const angle = at(head, i);
    out[i] = (Math.cos(angle) * dx + Math.sin(angle) * dy) / apart;
  }
}
