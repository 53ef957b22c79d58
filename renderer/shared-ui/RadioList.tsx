import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** What speaks for or against it, at the right. */
  readonly note?: ReactNode;
}

export interface RadioListProps<Value extends string> {
  readonly label: string;
  /** Undefined while nothing was chosen. */
  readonly value: Value | undefined;
  readonly options: readonly RadioOption<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few choices, each on a line of 24 px with a note at the right. */
export function RadioList<Value extends string>({ label, value, options, onChange }: RadioListProps<Value>) {
  const find = (given: unknown): Value | undefined => options.find((option) => option.value === given)?.value;
  return (
    <RadioGroup
      aria-label={label}
      value={value ?? ''}
      onValueChange={(given) => {
        const next = find(given);
        if (next !== undefined) onChange(next);
      }}
      className="grid"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-6 items-center gap-2 rounded-sm py-0.5 text-fg-0 hover:bg-bg-2"
        >
          <Radio.Root
            value={option.value}
            className="grid size-3.5 shrink-0 place-items-center rounded-full border-[1.5px] border-fg-2 data-checked:border-accent"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent" />
          </Radio.Root>
          <span className="min-w-0 flex-1">{option.label}</span>
          {option.note === undefined ? null : (
            <span className="shrink-0 text-right text-fg-2">{option.note}</span>
          )}
        </label>
      ))}
    </RadioGroup>
  );
}
