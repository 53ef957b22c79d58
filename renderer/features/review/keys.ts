/** Everything a key can do on the review screen. */
export type ActionId =
  | 'accept'
  | 'reject'
  | 'skip'
  | 'flag'
  | 'type'
  | 'loop'
  | 'back'
  | 'pause'
  | 'forward'
  | 'frameBack'
  | 'frameForward'
  | 'secondBack'
  | 'secondForward'
  | 'startHere'
  | 'endHere'
  | 'otherEdge'
  | 'nudgeBack'
  | 'nudgeForward'
  | 'nudgeBackTen'
  | 'nudgeForwardTen'
  | 'edgeBack'
  | 'edgeForward'
  | 'goStart'
  | 'goEnd'
  | 'dropEdit'
  | 'next'
  | 'previous'
  | 'undo'
  | 'redo'
  | 'whatIf'
  | 'filter'
  | 'map';

/** The part of a keyboard event that decides. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyBinding {
  readonly id: ActionId;
  /** As printed on the caps. */
  readonly caps: readonly string[];
  readonly words: string;
  readonly group: 'decide' | 'time' | 'edges' | 'go';
  /** Lower-case `key`, or `code:` and the physical code for keys whose place matters. */
  readonly match: readonly string[];
  readonly shift?: boolean;
  readonly ctrl?: boolean;
  /** Shown in the key bar, in this short form. */
  readonly bar?: string;
}

/** Every key of the screen, declared once: handling, the key bar and the map are read from here. */
export const keyBindings: readonly KeyBinding[] = [
  { id: 'accept', caps: ['A'], words: 'Accept and go on', group: 'decide', match: ['a'], bar: 'accept' },
  { id: 'reject', caps: ['X'], words: 'Reject and go on', group: 'decide', match: ['x'], bar: 'reject' },
  { id: 'skip', caps: ['S'], words: 'Skip and go on', group: 'decide', match: ['s'], bar: 'skip' },
  {
    id: 'flag',
    caps: ['F'],
    words: 'Flag for a second look and go on',
    group: 'decide',
    match: ['f'],
    bar: 'flag',
  },
  {
    id: 'type',
    caps: ['1\u20139'],
    words: 'Set the type; A commits it',
    group: 'decide',
    match: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `code:Digit${digit}`),
    bar: 'type',
  },
  {
    id: 'loop',
    caps: ['Space'],
    words: 'Loop the event, or pause',
    group: 'time',
    match: [' '],
    bar: 'loop',
  },
  {
    id: 'back',
    caps: ['J'],
    words: 'Play backwards; again for faster',
    group: 'time',
    match: ['j'],
    bar: 'shuttle',
  },
  { id: 'pause', caps: ['K'], words: 'Pause', group: 'time', match: ['k'] },
  { id: 'forward', caps: ['L'], words: 'Play forwards; again for faster', group: 'time', match: ['l'] },
  {
    id: 'frameBack',
    caps: ['\u2190'],
    words: 'One frame back',
    group: 'time',
    match: ['arrowleft'],
    shift: false,
    bar: 'frame',
  },
  {
    id: 'frameForward',
    caps: ['\u2192'],
    words: 'One frame on',
    group: 'time',
    match: ['arrowright'],
    shift: false,
  },
  {
    id: 'secondBack',
    caps: ['Shift', '\u2190'],
    words: 'One second back',
    group: 'time',
    match: ['arrowleft'],
    shift: true,
  },
  {
    id: 'secondForward',
    caps: ['Shift', '\u2192'],
    words: 'One second on',
    group: 'time',
    match: ['arrowright'],
    shift: true,
  },
  {
    id: 'startHere',
    caps: ['I'],
    words: 'The event starts with this frame',
    group: 'edges',
    match: ['i'],
    shift: false,
    bar: 'edge here',
  },
  {
    id: 'endHere',
    caps: ['O'],
    words: 'This frame is the last inside',
    group: 'edges',
    match: ['o'],
    shift: false,
  },
  {
    id: 'otherEdge',
    caps: ['E'],
    words: 'Take the other edge',
    group: 'edges',
    match: ['e'],
    bar: 'other edge',
  },
  {
    id: 'nudgeBack',
    caps: [','],
    words: 'Active edge one frame earlier',
    group: 'edges',
    match: [',', 'code:Comma'],
    shift: false,
    bar: 'nudge',
  },
  {
    id: 'nudgeForward',
    caps: ['.'],
    words: 'Active edge one frame later',
    group: 'edges',
    match: ['.', 'code:Period'],
    shift: false,
  },
  {
    id: 'nudgeBackTen',
    caps: ['Shift', ','],
    words: 'Active edge ten frames earlier',
    group: 'edges',
    match: ['<', 'code:Comma'],
    shift: true,
  },
  {
    id: 'nudgeForwardTen',
    caps: ['Shift', '.'],
    words: 'Active edge ten frames later',
    group: 'edges',
    match: ['>', 'code:Period'],
    shift: true,
  },
  {
    id: 'edgeBack',
    caps: ['['],
    words: 'Active edge to the change point before it',
    group: 'edges',
    match: ['[', 'code:BracketLeft'],
  },
  {
    id: 'edgeForward',
    caps: [']'],
    words: 'Active edge to the change point behind it',
    group: 'edges',
    match: [']', 'code:BracketRight'],
  },
  {
    id: 'goStart',
    caps: ['Shift', 'I'],
    words: 'Go to the first frame inside',
    group: 'edges',
    match: ['i'],
    shift: true,
  },
  {
    id: 'goEnd',
    caps: ['Shift', 'O'],
    words: 'Go to the last frame inside',
    group: 'edges',
    match: ['o'],
    shift: true,
  },
  {
    id: 'dropEdit',
    caps: ['Esc'],
    words: 'Drop the edit that is not committed',
    group: 'edges',
    match: ['escape'],
  },
  { id: 'next', caps: ['N'], words: 'Next candidate', group: 'go', match: ['n'], bar: 'next' },
  { id: 'previous', caps: ['P'], words: 'Previous candidate', group: 'go', match: ['p'] },
  {
    id: 'undo',
    caps: ['Ctrl', 'Z'],
    words: 'Undo the last decision',
    group: 'go',
    match: ['z'],
    shift: false,
    ctrl: true,
    bar: 'undo',
  },
  {
    id: 'redo',
    caps: ['Ctrl', 'Shift', 'Z'],
    words: 'Redo it',
    group: 'go',
    match: ['z'],
    shift: true,
    ctrl: true,
  },
  {
    id: 'whatIf',
    caps: ['W'],
    words: 'What would make it vanish',
    group: 'go',
    match: ['w'],
    bar: 'what if',
  },
  { id: 'filter', caps: ['/'], words: 'Filter the queue by type', group: 'go', match: ['/'] },
  { id: 'map', caps: ['?'], words: 'This map', group: 'go', match: ['?'], bar: 'keys' },
];

function fits(binding: KeyBinding, stroke: Stroke): boolean {
  const ctrl = stroke.ctrlKey || stroke.metaKey;
  if (stroke.altKey || ctrl !== (binding.ctrl ?? false)) return false;
  if (binding.shift !== undefined && binding.shift !== stroke.shiftKey) return false;
  return binding.match.includes(stroke.key.toLowerCase()) || binding.match.includes(`code:${stroke.code}`);
}

/** The binding that a stroke means, or undefined for a key of no meaning here. */
export function bindingFor(stroke: Stroke): KeyBinding | undefined {
  return keyBindings.find((binding) => fits(binding, stroke));
}

/** The number on a digit key by its place on the keyboard, 1 to 9, or undefined. */
export function digitOf(stroke: Stroke): number | undefined {
  const digit = /^Digit([1-9])$/.exec(stroke.code)?.[1];
  return digit === undefined ? undefined : Number(digit);
}
