import { X } from 'lucide-react';
import { NumberField } from '../../shared-ui/NumberField.tsx';
import { letterOf } from '../clip/hints.ts';
import {
  errorAt,
  formatErrorM,
  placePoint,
  removePoint,
  type CalibrationDraft,
} from './calibration-draft.ts';

export interface CalibrationPointsProps {
  readonly draft: CalibrationDraft;
  readonly errorsM: readonly number[] | undefined;
  readonly onChange: (draft: CalibrationDraft) => void;
}

const head = 'h-6 border-b border-line px-1 text-left text-xs font-medium text-fg-2';
const metres = {
  fits: (value: number) => Math.abs(value) <= 1e6,
  otherwise: 'A number of metres.',
} as const;

function Row({ draft, errorsM, onChange, n }: CalibrationPointsProps & { readonly n: number }) {
  const point = draft.points[n];
  const letter = letterOf(n);
  const error = errorAt(draft, errorsM, n);
  if (point === undefined) return null;
  const field = (name: 'xM' | 'yM', axis: string) => (
    <NumberField
      {...metres}
      label={`${axis} of point ${letter} on the ground, in metres`}
      value={point[name]}
      onChange={(value) => onChange(placePoint(draft, n, { [name]: value }))}
    />
  );
  return (
    <tr>
      <th scope="row" className="px-1 text-left font-semibold text-fg-0">
        {letter}
      </th>
      <td className="px-1 text-right whitespace-nowrap">
        {point.xPx.toFixed(1)}, {point.yPx.toFixed(1)}
      </td>
      <td className="px-1 py-0.5">{field('xM', 'x')}</td>
      <td className="px-1 py-0.5">{field('yM', 'y')}</td>
      <td className="px-1 text-right whitespace-nowrap">{error === undefined ? '' : formatErrorM(error)}</td>
      <td className="pl-1">
        <button
          type="button"
          aria-label={`Remove point ${letter}`}
          onClick={() => onChange(removePoint(draft, n))}
          className="grid size-6 place-items-center rounded-sm text-fg-2 hover:bg-bg-3 hover:text-fg-0"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </td>
    </tr>
  );
}

/** The points with their metres to type, and how far each lies off the plane. */
export function CalibrationPoints(props: CalibrationPointsProps) {
  const { draft } = props;
  if (draft.points.length === 0)
    return <p className="text-fg-2">Click four or more places on the picture whose metres you know.</p>;
  return (
    <table aria-label="Points of the calibration" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={head}>
            <span className="sr-only">Point</span>
          </th>
          <th scope="col" className={`${head} text-right`}>
            Picture, px
          </th>
          <th scope="col" className={head}>
            x, m
          </th>
          <th scope="col" className={head}>
            y, m
          </th>
          <th scope="col" className={`${head} text-right`}>
            Error
          </th>
          <th scope="col" className={head}>
            <span className="sr-only">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {draft.points.map((_, n) => (
          <Row key={letterOf(n)} {...props} n={n} />
        ))}
      </tbody>
    </table>
  );
}
