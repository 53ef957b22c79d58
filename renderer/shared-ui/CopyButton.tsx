import { useState } from 'react';
import { Button } from './Button.tsx';

type Copied = 'yes' | 'refused' | undefined;

const words: Readonly<Record<'yes' | 'refused', string>> = { yes: 'Copied', refused: 'Not copied' };

/** Puts a text on the clipboard and says whether it got there. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState<Copied>();
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  };
  return (
    <Button
      size="small"
      variant="ghost"
      aria-label={label}
      onClick={copy}
      onBlur={() => setCopied(undefined)}
    >
      <span aria-live="polite">{copied === undefined ? 'Copy' : words[copied]}</span>
    </Button>
  );
}
