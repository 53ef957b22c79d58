import { useState } from 'react';
import { parseNumber } from './parse-number.ts';
import { TextField } from './TextField.tsx';

export interface NumberFieldProps {
  readonly label: string;
  /** Undefined where none was given. */
  readonly value: number | undefined;
  /** Hears every number in range, and undefined for an empty or unfit text. */
  readonly onChange: (value: number | undefined) => void;
  /** True for the numbers that may be given. */
  readonly fits: (value: number) => boolean;
  /** Said of any other text: "A rate is a number above 0, at most 1000." */
  readonly otherwise: string;
  readonly unit?: string;
  /** Shown while nothing was given: what is taken then. */
  readonly placeholder?: string;
  readonly labelled?: boolean;
  /** Keeps the last number while the text says none. */
  readonly required?: boolean;
  readonly className?: string;
}

/** A field for one number; keeps the text as it is typed. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, fits, otherwise, required = false, ...rest } = props;
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: number | undefined }>();
  const text = typed !== undefined && typed.value === value ? typed.text : String(value ?? '');
  const fitting = (said: string): number | undefined => {
    const number = parseNumber(said);
    return number !== undefined && fits(number) ? number : undefined;
  };
  const empty = text.trim() === '' && !required;
  return (
    <TextField
      {...rest}
      value={text}
      inputMode="decimal"
      fault={empty || fitting(text) !== undefined ? undefined : otherwise}
      onChange={(next) => {
        const number = fitting(next);
        setTyped({ text: next, value: number ?? (required ? value : undefined) });
        if (number !== undefined || !required) onChange(number);
      }}
    />
  );
}
