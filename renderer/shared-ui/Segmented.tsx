export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SegmentedOption<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few choices that are all visible, 24 px high. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  return (
    <fieldset
      aria-label={label}
      className="inline-flex h-6 shrink-0 overflow-hidden rounded-sm border border-line-strong focus-within:outline-none"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="px-2 text-fg-1 not-first:border-l not-first:border-line-strong hover:bg-bg-2 focus-visible:-outline-offset-2 aria-pressed:bg-bg-3 aria-pressed:font-medium aria-pressed:text-fg-0"
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
