export interface WhatIfPanelProps {
  readonly projectId: string;
  /** The last text without an error. */
  readonly text: string;
  /** The event type at the caret. */
  readonly type: string;
  /** The parameter that was touched last, else the first of the type. */
  readonly parameter: string;
  /** Its number in the unit that it is written in; moves while it is dragged. */
  readonly value: number;
}

/** What moving a parameter would change among the candidates. The place is kept; nothing is shown yet. */
export function WhatIfPanel(_props: WhatIfPanelProps) {
  return null;
}
