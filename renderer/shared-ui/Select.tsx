import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> {
  /** Accessible name. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly size?: 'small' | 'normal';
  readonly className?: string;
}

/** One of many choices, in a list that opens: 28 px high, small 22. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, size = 'normal', className } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => (next === null ? undefined : onChange(next))}
    >
      <Base.Trigger
        aria-label={label}
        className={`flex min-w-0 items-center gap-1.5 rounded-sm border border-line-strong bg-bg-0 text-fg-0 ${size === 'small' ? 'h-5.5 px-1.5' : 'h-7 px-2'} ${className ?? ''}`}
      >
        <Base.Value className="truncate" />
        <ChevronDown aria-hidden className="ml-auto size-3 shrink-0 text-fg-2" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="max-h-80 min-w-(--anchor-width) overflow-auto rounded-md border border-line-strong bg-bg-1 p-1 shadow-(--shadow)">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-fg-1 outline-none data-highlighted:bg-bg-3 data-highlighted:text-fg-0"
              >
                <span className="grid w-3 place-items-center">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-3" />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText className="whitespace-nowrap">{option.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
