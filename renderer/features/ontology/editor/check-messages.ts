import type { Diagnostic } from '#contract/rpc/projects';
import type { Library } from '#ontology/library';
import type { CheckedText } from '../language/check-text.ts';
import type { Fix } from '../language/quick-fixes.ts';

/** Asks for what is wrong with a text; with a diagnostic, for what mends it. */
export interface CheckQuestion {
  readonly id: number;
  readonly text: string;
  readonly diagnostic?: Diagnostic | undefined;
}

/** What texts may stand on from now on; it is not answered. */
export interface CheckStock {
  readonly library: Library;
}

export type CheckAnswer =
  | { readonly id: number; readonly checked: CheckedText }
  | { readonly id: number; readonly fixes: readonly Fix[] };
