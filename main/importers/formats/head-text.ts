import type { FileHead } from '#main/importers/track-format';

/** A detector's answer. */
export interface Detected {
  readonly sure: number;
  readonly because: string;
}

export function detected(sure: number, because: string): Detected {
  return { sure, because };
}

/** The beginning of a text file, shortened at its front to what is no blank; empty where it is no text. */
export function headText(head: FileHead): string {
  return head.text?.trimStart() ?? '';
}
