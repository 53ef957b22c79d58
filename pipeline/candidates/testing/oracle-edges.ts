import type { ValueExpression } from '#ontology/expression';
import { constantValue } from '#ontology/expression-parts';
import type { EventType } from '#ontology/model';
import { elapsedUs, type OracleBinding, oracleValue } from './oracle-values.ts';

/** Frames `[start, end)`, absolute. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function stepAt(binding: OracleBinding, value: ValueExpression, frame: number): number {
  const frames = Array.from(
    { length: binding.endFrame - binding.startFrame },
    (_, i) => binding.startFrame + i,
  );
  const at = (chosen: readonly number[]): number => meanOf(chosen.map((f) => oracleValue(binding, value, f)));
  const before = frames.filter((f) => f < frame && elapsedUs(binding, f, frame) <= 400_000).toReversed();
  const after = frames.filter((f) => f >= frame && elapsedUs(binding, frame, f) < 400_000);
  return Math.abs(at(after) - at(before));
}

/** The change point of the feature that is nearest in time, of two alike the earlier. */
function nearestChange(
  binding: OracleBinding,
  value: ValueExpression,
  edge: number,
  withinUs: number,
): number {
  if (value.op !== 'feature') return edge;
  const tracks = value.slots.map((slot) => binding.tracks[slot] ?? -1);
  const [nearest] = (binding.scene.changePoints?.({ ...value, tracks }) ?? [])
    .filter((frame) => frame >= binding.startFrame && frame <= binding.endFrame)
    .map((frame) => ({ frame, us: Math.abs(elapsedUs(binding, edge, frame)) }))
    .filter(({ us }) => us <= withinUs)
    .toSorted((a, b) => a.us - b.us || a.frame - b.frame);
  return nearest?.frame ?? edge;
}

function snapped(binding: OracleBinding, { snap }: EventType, edge: number): number {
  if (snap === undefined) return edge;
  const { startFrame, endFrame } = binding;
  if (edge <= startFrame || edge >= endFrame) return edge;
  const within = Math.round(constantValue(snap.within, binding.parameters) * 1e6);
  if (snap.to === 'change point') return nearestChange(binding, snap.value, edge, within);
  const frames = Array.from({ length: endFrame - startFrame + 1 }, (_, i) => startFrame + i)
    .filter((frame) => Math.abs(elapsedUs(binding, edge, frame)) <= within)
    .map((frame) => ({ frame, step: stepAt(binding, snap.value, frame) }))
    .filter(({ step }) => step > 0)
    .toSorted(
      (a, b) => b.step - a.step || Math.abs(a.frame - edge) - Math.abs(b.frame - edge) || a.frame - b.frame,
    );
  return frames[0]?.frame ?? edge;
}

/** The span with both edges where they are snapped to, by trying every frame. */
export function snapSpan(binding: OracleBinding, event: EventType, span: Span): Span {
  const start = snapped(binding, event, span.start);
  const end = snapped(binding, event, span.end);
  return start < end ? { start, end } : span;
}
