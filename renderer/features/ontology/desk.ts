import { createStore, type StoreApi } from 'zustand';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { CheckedText, ValidText } from './language/check-text.ts';
import type { Caret, Editor } from './editor/create-editor.ts';

/** What the editor of one project shows. */
export interface Desk {
  /** The version the text came from; none where the project has none. */
  readonly base: OntologyVersion | undefined;
  /** The text as it was last looked at, and what was found. */
  readonly checked: CheckedText | undefined;
  /** Whether the text has changed since. */
  readonly stale: boolean;
  /** The last text without an error, which goes on driving what needs one, and when it was read. */
  readonly valid: ValidText | undefined;
  readonly validAt: Date | undefined;
  readonly caret: Caret;
  /** The event type that the caret was in last. */
  readonly type: string | undefined;
  /** A parameter under the hand, and its number. */
  readonly moving: { readonly name: string; readonly value: number } | undefined;
  /** The parameter that was touched last. */
  readonly parameter: string | undefined;
  readonly editor: Editor | undefined;
}

export type DeskStore = StoreApi<Desk>;

export function createDesk(base: OntologyVersion | undefined): DeskStore {
  return createStore<Desk>(() => ({
    base,
    checked: undefined,
    stale: true,
    valid: undefined,
    validAt: undefined,
    caret: { offset: 0, line: 1, column: 1 },
    type: undefined,
    moving: undefined,
    parameter: undefined,
    editor: undefined,
  }));
}

/** Whether the text says anything else than the version it came from. */
export function isChanged({ base, checked }: Desk): boolean {
  return checked !== undefined && checked.text !== base?.text;
}

/** Takes what was found in a text. */
export function takeCheck(desk: DeskStore, checked: CheckedText): void {
  const { editor } = desk.getState();
  if (editor !== undefined && editor.text() !== checked.text) return;
  const fresh = checked.valid === undefined ? {} : { valid: checked.valid, validAt: new Date() };
  desk.setState({ checked, stale: false, moving: undefined, ...fresh });
  editor?.tell(checked.text, checked.diagnostics);
}

/** How long a text rests before it is looked at, in milliseconds. */
const checkRestMs = 150;

/** Looks at every text that rests; answers what is to be told of each change. */
export function startChecking(
  desk: DeskStore,
  check: (text: string) => Promise<CheckedText>,
): { readonly changed: (text: string) => void; readonly now: (text: string) => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (text: string): void => {
    clearTimeout(timer);
    void check(text).then((checked) => takeCheck(desk, checked));
  };
  return {
    now,
    changed(text) {
      clearTimeout(timer);
      desk.setState({ stale: true });
      timer = setTimeout(() => now(text), checkRestMs);
    },
  };
}
