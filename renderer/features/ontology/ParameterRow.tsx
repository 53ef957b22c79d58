import { useRef, useState } from 'react';
import { parseNumber } from '../../shared-ui/parse-number.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import type { WrittenParameter } from './language/check-text.ts';
import { numberText } from './language/parameter-text.ts';

export interface ParameterRowProps {
  readonly parameter: WrittenParameter & { readonly through?: string | undefined };
  /** Its number as it is now, and as the version has it that the text came from. */
  readonly value: number;
  readonly published: number | undefined;
  readonly selected: boolean;
  /** Hears every number while it is dragged, and once more with `done` when it is let go. */
  readonly onMove: (value: number, done: boolean) => void;
  readonly onSelect: () => void;
}

function share(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Where the middle of the thumb stands: it is 12 px wide and stays within the track. */
function place(at: number): string {
  return `calc(${at * 100}% + ${6 - at * 12}px)`;
}

function Slider({ parameter, value, published, onMove, onSelect }: ParameterRowProps) {
  const { name, low = 0, high = 1, step, unit } = parameter;
  const moved = useRef(false);
  const letGo = (event: { readonly currentTarget: HTMLInputElement }) => {
    if (moved.current) onMove(Number(event.currentTarget.value), true);
    moved.current = false;
  };
  return (
    <div className="relative h-4">
      <div aria-hidden className="absolute inset-x-0 top-1.75 h-0.5 rounded-sm bg-line-strong" />
      <div
        aria-hidden
        className="absolute top-1.75 h-0.5 rounded-sm bg-accent"
        style={{ left: 0, width: place(share(value, low, high)) }}
      />
      {published === undefined ? null : (
        <div
          aria-hidden
          data-published={published}
          className="absolute top-0.5 h-3 w-0.5 -translate-x-px bg-fg-1"
          style={{ left: place(share(published, low, high)) }}
        />
      )}
      <input
        type="range"
        aria-label={name}
        aria-valuetext={`${value} ${unit}`}
        title={published === undefined ? undefined : `Double-click returns to ${published} ${unit}`}
        min={low}
        max={high}
        step={step}
        value={value}
        onFocus={onSelect}
        onChange={(event) => {
          moved.current = true;
          onMove(Number(event.target.value), false);
        }}
        onPointerUp={letGo}
        onKeyUp={letGo}
        onBlur={letGo}
        onDoubleClick={() => (published === undefined ? undefined : onMove(published, true))}
        className="parameter-slider absolute inset-0 w-full"
      />
    </div>
  );
}

function fits({ low, high }: WrittenParameter, value: number): boolean {
  return (low === undefined || value >= low) && (high === undefined || value <= high);
}

function rangeWords({ low, high }: WrittenParameter): string {
  return low === undefined || high === undefined ? 'no range' : `${low} to ${high}`;
}

/** The number as a field: written when Enter is pressed or the field is left. */
function Field({ parameter, value, onMove, onSelect }: ParameterRowProps) {
  const [typed, setTyped] = useState<string>();
  const number = typed === undefined ? value : parseNumber(typed);
  const isFit = number !== undefined && fits(parameter, number);
  const commit = () => {
    if (typed !== undefined && isFit) onMove(number, true);
    setTyped(undefined);
  };
  return (
    <span
      className={`flex h-5.5 items-center gap-1 rounded-sm border bg-bg-0 px-1.5 focus-within:border-focus ${isFit ? 'border-line-strong' : 'border-reject'}`}
    >
      <input
        aria-label={`${parameter.name} in ${parameter.unit === '' ? 'plain numbers' : parameter.unit}`}
        aria-invalid={!isFit}
        title={isFit ? undefined : `A number from ${rangeWords(parameter)}`}
        inputMode="decimal"
        value={typed ?? numberText(value, parameter.step / 10)}
        onFocus={onSelect}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setTyped(undefined);
        }}
        className="w-full min-w-0 bg-transparent text-right text-fg-0 outline-none"
      />
      <span aria-hidden className="shrink-0 text-fg-2">
        {formatUnit(parameter.unit)}
      </span>
    </span>
  );
}

/** A named parameter: its slider with a tick where the published value is, its number, its range. */
export function ParameterRow(props: ParameterRowProps) {
  const { parameter, selected } = props;
  const { name, says, through, low, high } = parameter;
  return (
    <li
      className={`grid h-7 grid-cols-[132px_minmax(0,1fr)_88px_96px] items-center gap-3 px-3 not-first:border-t not-first:border-hair ${selected ? 'bg-accent/10' : ''}`}
    >
      <span
        className="mono truncate text-fg-0"
        title={[name, says].filter((part) => part !== undefined).join(': ')}
      >
        {name}
      </span>
      {low === undefined || high === undefined ? (
        <span className="truncate text-xs text-fg-2">{says ?? 'has no range to slide over'}</span>
      ) : (
        <Slider {...props} />
      )}
      <Field {...props} />
      <span
        className="truncate text-right text-xs text-fg-2"
        title={through === undefined ? undefined : `Read through ${through}`}
      >
        {through === undefined ? rangeWords(parameter) : `via ${through}`}
      </span>
    </li>
  );
}
