import type { FrameComparison } from '#contract/rpc/source-inspection';
import { formatNumber, plural } from '../../shared-ui/format.ts';
import { layOutGaps } from './gap-strip.ts';

const widthPx = 354;
const curvePx = 44;
const labelsPx = 18;

function clock(seconds: number): string {
  const all = Math.round(seconds);
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`;
}

export interface GapStripViewProps {
  readonly comparison: FrameComparison;
  readonly durationS: number;
}

/** Where the clip lacks pictures, and how late boxes matched by number are from there on. */
export function GapStripView({ comparison, durationS }: GapStripViewProps) {
  const { outline, ticks, missing } = layOutGaps(comparison, widthPx, curvePx);
  const words = `The clip lacks ${plural(missing, 'picture')} in ${plural(ticks.length, 'gap')}.`;
  return (
    <figure className="mt-3" aria-label={words}>
      <figcaption className="flex text-xs text-fg-2">
        <span>boxes late by, pictures</span>
        <span className="ml-auto text-fg-0">{formatNumber(missing)}</span>
      </figcaption>
      <svg
        aria-hidden
        viewBox={`0 0 ${widthPx} ${curvePx + labelsPx}`}
        className="mt-0.5 block w-full overflow-visible text-xs"
      >
        <polygon points={outline.map((point) => point.join(',')).join(' ')} className="fill-warn/20" />
        <polyline
          points={outline
            .slice(0, -1)
            .map((point) => point.join(','))
            .join(' ')}
          className="fill-none stroke-warn"
          strokeWidth={1.5}
        />
        {ticks.map(({ frame, xPx, label }) => (
          <g key={frame}>
            <line x1={xPx} x2={xPx} y1={curvePx} y2={curvePx + 5} className="stroke-reject" strokeWidth={2} />
            {label === undefined ? null : (
              <text x={xPx} y={curvePx + 16} textAnchor="middle" className="fill-fg-1">
                {label}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p aria-hidden className="flex text-xs text-fg-2">
        <span>0:00</span>
        <span className="ml-auto">{clock(durationS)}</span>
      </p>
    </figure>
  );
}
