import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A check of 14 px with its words. */
export function Checkbox({ checked, onChange, children }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2 text-fg-0">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        className="mt-px grid size-3.5 shrink-0 place-items-center rounded-sm border-[1.5px] border-fg-2 data-checked:border-accent data-checked:bg-accent"
      >
        <Base.Indicator className="text-accent-fg">
          <Check aria-hidden className="size-3" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      {children}
    </label>
  );
}
