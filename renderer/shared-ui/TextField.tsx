import { useId } from 'react';
import type { InputHTMLAttributes } from 'react';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'size'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Unit shown after the value. */
  readonly unit?: string;
  /** What is wrong with the value. */
  readonly fault?: string | undefined;
  /** Shows the label above the field; else it is only its accessible name. */
  readonly labelled?: boolean;
}

/** One line of text, 28 px high. */
export function TextField({
  label,
  value,
  onChange,
  unit,
  fault,
  labelled = false,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const border = fault === undefined ? 'border-line-strong' : 'border-reject';
  return (
    <div className={`min-w-0 ${className ?? ''}`}>
      <label htmlFor={id} className={labelled ? 'mb-1 block text-fg-2' : 'sr-only'}>
        {label}
      </label>
      <div
        className={`flex h-7 items-center gap-1.5 rounded-sm border bg-bg-0 px-2 focus-within:border-focus ${border}`}
      >
        <input
          {...rest}
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          className="w-full min-w-0 bg-transparent text-fg-0 outline-none placeholder:text-fg-3"
        />
        {unit === undefined ? null : <span className="text-fg-2">{unit}</span>}
      </div>
      {fault === undefined ? null : (
        <p id={`${id}-fault`} className="mt-1 text-xs text-reject-text">
          {fault}
        </p>
      )}
    </div>
  );
}
