/** A named parameter with its range, in its written unit. */
export interface SlidingParameter {
  readonly name: string;
  readonly unit: string;
  readonly step: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface WhatIfProps {
  readonly projectId: string;
  /** The last text without an error, and the event type that is looked at. */
  readonly text: string;
  readonly type: string;
  readonly parameter: SlidingParameter;
  /** Its number now; moves while it is dragged. */
  readonly value: number;
  /** Whether the number is still under the hand. */
  readonly moving: boolean;
  /** Numbers of the published version by name, which the text is compared with. */
  readonly published: Readonly<Record<string, number>>;
  /** The stored version that the text came from. */
  readonly versionId: string | undefined;
  readonly onTake: (value: number) => void;
}
