import { useState } from 'react';
import { formatNumber, formatScore } from '../../shared-ui/format.ts';
import { type Point, pointAt, shareWords } from './what-if-words.ts';

export interface CurveChartProps {
  readonly parameter: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly points: readonly Point[];
  /** The value now, and the one of the published version. */
  readonly value: number;
  readonly published: number | undefined;
}

type Kind = 'precision' | 'recall';

const colours = { precision: 'var(--c1)', recall: 'var(--c2)' } as const;
const levels = [0, 0.25, 0.5, 0.75, 1];

/** Points as a path in a square of 100 by 100, y upwards. */
function path(points: readonly (readonly [x: number, y: number])[]): string {
  return points
    .map(([x, y], number) => `${number === 0 ? 'M' : 'L'}${x.toFixed(2)} ${(100 - 100 * y).toFixed(2)}`)
    .join('');
}

function Line({
  kind,
  points,
  at,
}: {
  readonly kind: Kind;
  readonly points: readonly Point[];
  readonly at: (value: number) => number;
}) {
  const told = points.flatMap((point) => {
    const share = point[kind];
    return share === undefined ? [] : [{ x: at(point.value), ...share }];
  });
  if (told.length === 0) return null;
  const upper = told.map(({ x, high }) => [x, high] as const);
  const lower = told.map(({ x, low }) => [x, low] as const).toReversed();
  return (
    <g>
      <path d={`${path([...upper, ...lower])}Z`} fill={colours[kind]} opacity={0.15} />
      <path
        d={path(told.map(({ x, value }) => [x, value] as const))}
        fill="none"
        stroke={colours[kind]}
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
    </g>
  );
}

function Rule({ x, dashed }: { readonly x: number; readonly dashed: boolean }) {
  return (
    <line
      x1={x}
      x2={x}
      y1={0}
      y2={100}
      stroke={dashed ? 'var(--fg-2)' : 'var(--accent)'}
      strokeWidth={dashed ? 1 : 2}
      strokeDasharray={dashed ? '4 3' : undefined}
      vectorEffect="non-scaling-stroke"
    />
  );
}

function Twin({ parameter, points }: CurveChartProps) {
  return (
    <table className="sr-only">
      <caption>Precision and recall by {parameter}</caption>
      <thead>
        <tr>
          <th scope="col">{parameter}</th>
          <th scope="col">precision</th>
          <th scope="col">recall</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ value, precision, recall }) => (
          <tr key={value}>
            <th scope="row">{value}</th>
            <td>{shareWords(precision)}</td>
            <td>{shareWords(recall)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The lines of the chart, in a square that is stretched over its place. */
function Plot({
  points,
  published,
  value,
  at,
}: CurveChartProps & { readonly at: (value: number) => number }) {
  return (
    <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full">
      {levels.map((level) => (
        <line
          key={level}
          x1={0}
          x2={100}
          y1={100 - 100 * level}
          y2={100 - 100 * level}
          stroke="var(--hair)"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <Line kind="precision" points={points} at={at} />
      <Line kind="recall" points={points} at={at} />
      {published === undefined ? null : <Rule x={at(published)} dashed />}
      <Rule x={at(value)} dashed={false} />
    </svg>
  );
}

function axisText(value: number, span: number): string {
  return formatNumber(value, span >= 20 ? 0 : span >= 2 ? 1 : 2);
}

/** Precision and recall with their intervals over the range of a parameter; hovering reads the nearest point. */
export function CurveChart(props: CurveChartProps) {
  const { low, high, points, unit, parameter } = props;
  const [read, setRead] = useState<Point>();
  const at = (x: number): number => (100 * (x - low)) / Math.max(1e-12, high - low);
  const ticks = levels.map((share) => low + share * (high - low));
  return (
    <div className="grid min-h-0 min-w-0 grid-cols-[28px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_16px] text-xs text-fg-2">
      <div aria-hidden className="relative">
        {levels.map((level) => (
          <span
            key={level}
            className="absolute right-1.5 -translate-y-1/2 first:translate-y-[-90%] last:translate-y-[-10%]"
            style={{ top: `${100 - 100 * level}%` }}
          >
            {level === 0 || level === 1 ? String(level) : formatScore(level)}
          </span>
        ))}
      </div>
      <div
        className="relative"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setRead(pointAt(points, low + ((event.clientX - box.left) / box.width) * (high - low)));
        }}
        onPointerLeave={() => setRead(undefined)}
      >
        <Plot {...props} at={at} />
        {read === undefined ? null : (
          <span className="pointer-events-none absolute top-1 right-1 rounded-sm border border-line bg-bg-2 px-1.5 py-0.5 text-fg-1">
            {read.value} {unit}: precision {shareWords(read.precision)}, recall {shareWords(read.recall)}
          </span>
        )}
        <Twin {...props} />
      </div>
      <span />
      <div aria-hidden className="relative">
        {ticks.map((tick, number) => (
          <span
            key={tick}
            className={`absolute bottom-0 ${number === 0 ? '' : number === ticks.length - 1 ? '-translate-x-full' : '-translate-x-1/2'}`}
            style={{ left: `${at(tick)}%` }}
            title={parameter}
          >
            {axisText(tick, high - low)}
          </span>
        ))}
      </div>
    </div>
  );
}
