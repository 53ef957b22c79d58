import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import { KeyCap } from './KeyCap.tsx';

export type ButtonVariant = 'primary' | 'plain' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'hero';

interface Look {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** The key that does the same, shown as a cap. */
  readonly keyCap?: string;
}

const base =
  'inline-flex shrink-0 items-center justify-center gap-2 border whitespace-nowrap transition-colors duration-100 select-none';
const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'border-accent bg-accent font-semibold text-accent-fg hover:brightness-110',
  plain: 'border-line-strong bg-bg-2 font-medium text-fg-0 hover:bg-bg-3',
  ghost: 'border-transparent bg-transparent font-normal text-accent-text hover:bg-bg-2',
  danger: 'border-line-strong bg-bg-2 font-medium text-reject-text hover:bg-reject-soft',
};
const sizes: Readonly<Record<ButtonSize, string>> = {
  small: 'h-6 rounded-sm px-2',
  normal: 'h-7 rounded-md px-3',
  hero: 'h-8 rounded-md px-3',
};
const unavailableLook =
  'border-dashed border-line-strong bg-transparent font-medium text-fg-2 cursor-default';

function look({ variant = 'plain', size = 'normal' }: Look, unavailable: boolean): string {
  return `${base} ${sizes[size]} ${unavailable ? unavailableLook : variants[variant]}`;
}

function content(children: ReactNode, keyCap: string | undefined, variant: ButtonVariant | undefined) {
  return (
    <>
      {children}
      {keyCap === undefined ? null : <KeyCap onAccent={variant === 'primary'}>{keyCap}</KeyCap>}
    </>
  );
}

export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** Why the button cannot be used now; it then stays focusable, dashed, and says so. */
  readonly unavailable?: string | undefined;
}

/** A push button: small 24, normal 28, hero 32 high. */
export function Button({ unavailable, variant, size, keyCap, children, className, ...rest }: ButtonProps) {
  const off = unavailable !== undefined;
  return (
    <button
      type="button"
      {...rest}
      {...(off ? { 'aria-disabled': true, title: unavailable, onClick: undefined, type: 'button' } : {})}
      className={`${look({ ...(variant && { variant }), ...(size && { size }) }, off)} ${className ?? ''}`}
    >
      {content(children, keyCap, off ? undefined : variant)}
    </button>
  );
}

export interface ButtonLinkProps extends Look, AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, keyCap, children, className, ...rest }: ButtonLinkProps) {
  return (
    <a
      {...rest}
      className={`${look({ ...(variant && { variant }), ...(size && { size }) }, false)} ${className ?? ''}`}
    >
      {content(children, keyCap, variant)}
    </a>
  );
}
