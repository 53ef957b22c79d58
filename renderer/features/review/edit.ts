import type { FrameSpan } from '#contract/interval';
import type { Edge } from '../timeline/edge-hit.ts';

/** Type and span of an event as they stand. */
export interface Proposal extends FrameSpan {
  readonly type: string;
}

/** What the reviewer is changing on one candidate; nothing of it is committed before a verdict. */
export interface Edit {
  readonly candidateId: string;
  /** As last decided, else as proposed. */
  readonly base: Proposal;
  readonly now: Proposal;
  readonly activeEdge: Edge;
  readonly frameCount: number;
}

export type EditAction =
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'edge'; readonly edge: Edge; readonly frame: number }
  | { readonly kind: 'nudge'; readonly frames: number }
  | { readonly kind: 'activate'; readonly edge: Edge }
  | { readonly kind: 'otherEdge' }
  | { readonly kind: 'reset' };

/** An edit that starts from `base`, or from `draft` where one was kept. */
export function startEdit(
  candidateId: string,
  base: Proposal,
  frameCount: number,
  draft: Proposal | undefined,
): Edit {
  const now = draft === undefined ? base : moved(draft, frameCount);
  return {
    candidateId,
    base,
    now: { ...now, type: draft?.type ?? base.type },
    activeEdge: 'end',
    frameCount,
  };
}

function moved(proposal: Proposal, frameCount: number): Proposal {
  const startFrame = Math.min(Math.max(0, Math.round(proposal.startFrame)), frameCount - 1);
  const endFrame = Math.min(Math.max(startFrame + 1, Math.round(proposal.endFrame)), frameCount);
  return { type: proposal.type, startFrame, endFrame };
}

/** Puts one edge at `frame`; the other edge stays, so the span keeps at least one picture and stays inside the clip. */
export function placeEdge(now: Proposal, edge: Edge, frame: number, frameCount: number): Proposal {
  const whole = Math.round(frame);
  if (edge === 'start') return { ...now, startFrame: Math.min(Math.max(0, whole), now.endFrame - 1) };
  return { ...now, endFrame: Math.min(Math.max(now.startFrame + 1, whole), frameCount) };
}

/** The next state of an edit; the same object when nothing changes. */
export function reduceEdit(edit: Edit, action: EditAction): Edit {
  switch (action.kind) {
    case 'type':
      return action.type === edit.now.type ? edit : { ...edit, now: { ...edit.now, type: action.type } };
    case 'edge':
      return withEdge({ ...edit, activeEdge: action.edge }, action.frame);
    case 'nudge':
      return withEdge(edit, edgeFrame(edit) + action.frames);
    case 'activate':
      return { ...edit, activeEdge: action.edge };
    case 'otherEdge':
      return { ...edit, activeEdge: edit.activeEdge === 'start' ? 'end' : 'start' };
    case 'reset':
      return { ...edit, now: edit.base };
  }
}

function withEdge(edit: Edit, frame: number): Edit {
  return { ...edit, now: placeEdge(edit.now, edit.activeEdge, frame, edit.frameCount) };
}

/** Where the active edge lies, in frames; an end lies after its last picture. */
export function edgeFrame(edit: Edit): number {
  return edit.activeEdge === 'start' ? edit.now.startFrame : edit.now.endFrame;
}

/** Whether anything differs from what is committed or proposed. */
export function isChanged(edit: Edit): boolean {
  const { base, now } = edit;
  return base.type !== now.type || base.startFrame !== now.startFrame || base.endFrame !== now.endFrame;
}

/** The pending change in words ("start -3 f, end +5 f, type stops"), or an empty text. */
export function changeWords(edit: Edit): string {
  const { base, now } = edit;
  const start = now.startFrame - base.startFrame;
  const end = now.endFrame - base.endFrame;
  return [
    start === 0 ? '' : `start ${signed(start)} f`,
    end === 0 ? '' : `end ${signed(end)} f`,
    now.type === base.type ? '' : `type ${now.type}`,
  ]
    .filter((words) => words !== '')
    .join(', ');
}

/** A whole number with its sign, the minus as a typographic one. */
export function signed(value: number): string {
  return value < 0 ? `\u2212${-value}` : `+${value}`;
}
