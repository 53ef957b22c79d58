/** One row of the tables of operators: how it is written and what it means. */
export interface OperatorText {
  /** The words of the grammar that it explains. */
  readonly names: readonly string[];
  /** In Markdown, as the other texts. */
  readonly written: string;
  readonly says: string;
}

export interface ConditionText extends OperatorText {
  /** When it is unknown, or missing; empty where it says itself. */
  readonly unknown: string;
  readonly robustness: string;
}

/** What values and conditions are made of; `docs/ontology.md` and the editor tell it in these words. */
export const conditionTexts: readonly ConditionText[] = [
  {
    names: ['nearest'],
    written: 'a feature of `nearest(a, vehicle)`',
    says: 'the feature of the track that in this frame is the nearest known other of the class: any but `a` itself at the least `distance` to it, of those alike the first track. It stands for the track of a feature of one, and second in those of two: `distance(a, nearest(a, vehicle))`',
    unknown: 'missing where no other is known within reach, where `a` is missing, and where the feature is',
    robustness: '',
  },
  {
    names: ['abs', 'min', 'max'],
    written: 'features, `+ - * / abs min max`',
    says: 'the number',
    unknown: 'missing where a part is; a quotient by zero is missing',
    robustness: '',
  },
  {
    names: ['mean', 'min', 'max'],
    written: '`mean(x, [a, b])`, `min`, `max`',
    says: 'over the frames whose time lies from a to b away, both ends included (before the frame where negative); `mean(x, 1 s)` is `[-1 s, 0 s]`',
    unknown:
      'missing where a frame of the window is, where it leaves the track, or where no frame lies in it',
    robustness: '',
  },
  {
    names: ['lag', 'change'],
    written: '`lag(x, t)`, `change(x, t)`',
    says: 'x in the picture that was on show t before; x less that',
    unknown: 'missing before the track',
    robustness: '',
  },
  {
    names: ['between'],
    written: '`a < b` ... `a between b and c`',
    says: 'compares; `between` includes both ends',
    unknown: 'where a side is missing',
    robustness: 'margin / scale; `between` the lower of two',
  },
  {
    names: ['inside'],
    written: '`inside(a, area)`',
    says: 'even-odd rule',
    unknown: 'where the position is missing',
    robustness: '1 or -1; use `zone_distance(a, z) < 0 m` for a margin',
  },
  {
    names: ['and', 'or'],
    written: '`and`, `or`',
    says: 'three-valued',
    unknown: 'Kleene',
    robustness: 'min, max of each end',
  },
  { names: ['not'], written: '`not`', says: 'turned around', unknown: 'stays', robustness: '[-hi, -lo]' },
  {
    names: ['onset', 'offset'],
    written: '`onset(p)`, `offset(p)`',
    says: 'first frame of being, of no longer being true',
    unknown: 'where p or p one frame before is; before a track all is unknown',
    robustness: 'min of p now and not p before, or the reverse',
  },
  {
    names: ['known'],
    written: '`known(p)`',
    says: 'whether p is true or false',
    unknown: 'never',
    robustness: '1 or -1',
  },
  {
    names: ['is'],
    written: '`a is vehicle`',
    says: 'whether the track is of the class',
    unknown: 'never',
    robustness: '1 or -1',
  },
  {
    names: ['says'],
    written: '`says(a, "stop")`, `says("stop")`',
    says: 'whether a caption of the track, or any, with these words is on show during the frame: small or capital letters, without punctuation, whole words one after the other; `stop*` stands for all that begin so',
    unknown:
      'where the source has no captions at all; of a track, while such a caption is on of which it is not known who says it',
    robustness: '1 or -1',
  },
  {
    names: ['always', 'eventually'],
    written: '`always[a, b] p`, `eventually[a, b] p`',
    says: 'p in every frame of the window, in one',
    unknown: 'where a frame that decides is unknown; what lies beyond the track is',
    robustness: 'min, max over the window of each end',
  },
  {
    names: ['until'],
    written: '`p until[a, b] q`',
    says: 'q in a frame from a to b ahead, and p from now up to it',
    unknown: 'as above',
    robustness: 'max over those frames of min(q there, p up to it)',
  },
  {
    names: ['since'],
    written: '`p since[a, b] q`',
    says: 'q in a frame from a to b ago, and p ever since, now included',
    unknown: 'as above',
    robustness: 'the same, looking back',
  },
  {
    names: ['some'],
    written: '`some person o where p`',
    says: 'p of one other of the class at least',
    unknown: 'of as many as may decide it',
    robustness: 'the highest of all others, each end',
  },
  {
    names: ['every'],
    written: '`every person o where p`',
    says: 'p of all others that are there; true where none is',
    unknown: 'where one may fail',
    robustness: 'the lowest of all others (1 of none)',
  },
  {
    names: ['count'],
    written: '`count(person o where p) >= n`',
    says: 'p of n others at least; `<`, `<=` and `>` too, with a whole number',
    unknown: 'as `some`',
    robustness: 'the n-th highest, turned around for `<` and `<=`',
  },
  {
    names: ['in_group_with'],
    written: '`in_group_with(a, b)`',
    says: 'whether they are of one group in the frame: `group_first` is the same',
    unknown: 'where the group of one is',
    robustness: '1 or -1',
  },
  {
    names: ['group'],
    written: '`some person o in group(a) where p`',
    says: 'p of one at least of those of the class in the group of a, a itself never',
    unknown: 'as `some`, and where the group of one that may decide is',
    robustness: '`some` of min(in the group, p)',
  },
  {
    names: [],
    written: '`every person o in group(a) where p`',
    says: 'p of all those of the class in the group of a; true where none is',
    unknown: 'where one may be in it and fail',
    robustness: '`every` of max(not in the group, p)',
  },
  {
    names: [],
    written: '`count(person o in group(a) where p) >= n`',
    says: 'p of n of them at least',
    unknown: 'as `some`',
    robustness: '`count` of min(in the group, p)',
  },
  {
    names: ['crosses'],
    written: '`crosses(a, line[, left_to_right])`',
    says: "the sign of `line_side` changes (beyond a line's ends too)",
    unknown: 'as above',
    robustness: 'as above',
  },
  {
    names: ['enters', 'leaves'],
    written: '`enters p leaves q`',
    says: 'on from p until q; q wins',
    unknown: 'while it cannot be known, also before the first p',
    robustness: 'min(max(before, p), -q)',
  },
  {
    names: ['for'],
    written: '`(p for >= t)` as a condition',
    says: 'true within the bouts',
    unknown: 'where a bout would exist if unknown frames were true',
    robustness: "that of p, pushed to the bout's side of 0",
  },
];

/** What bouts are made of. */
export const boutTexts: readonly OperatorText[] = [
  { names: [], written: 'a condition', says: 'the maximal runs of true frames' },
  { names: ['for'], written: '`A for >= t`', says: 'those that last at least t' },
  {
    names: ['gaps'],
    written: '`A gaps <= t`',
    says: 'joined over each gap of at most t, whether false or unknown',
  },
  {
    names: ['then'],
    written: '`A then B within t`',
    says: "each B with the last A that starts before it and ends at most t before it starts, from A's start to B's end; an A counts once",
  },
  {
    names: ['starts', 'after'],
    written: '`A starts within [a, b] after start(e(role))`',
    says: 'those that start from a to b after an edge of such an event; a may be negative',
  },
  { names: [], written: '`e(role)`', says: 'the candidates of another event type with these roles' },
  { names: ['or'], written: '`A or B`', says: 'the frames in a bout of either' },
  { names: ['and'], written: '`A and B`', says: 'the frames in a bout of both' },
  { names: ['except'], written: '`A except B`', says: 'the frames of A that lie in no bout of B' },
  {
    names: ['repeat'],
    written: '`repeat(A, >= n, within t)`',
    says: "n of A or more, from the first's start to the last's end, any n in a row within t",
  },
  {
    names: ['before', 'after'],
    written: '`A before B`, `A after B`',
    says: 'the bouts of A that end before one of B starts, that start after one ends; `by [a, b]` bounds the time between',
  },
  {
    names: ['meets', 'met_by'],
    written: '`A meets B`, `A met_by B`',
    says: 'that end where one of B starts, that start where one ends',
  },
  {
    names: ['overlaps', 'overlapped_by'],
    written: '`A overlaps B`, `A overlapped_by B`',
    says: 'that start first and end inside, that start inside and end last; `by [a, b]` bounds what they share',
  },
  {
    names: ['starts', 'started_by'],
    written: '`A starts B`, `A started_by B`',
    says: 'that start together, and end first, or last',
  },
  {
    names: ['during', 'contains'],
    written: '`A during B`, `A contains B`',
    says: 'that lie inside, that have one of B inside',
  },
  {
    names: ['finishes', 'finished_by'],
    written: '`A finishes B`, `A finished_by B`',
    says: 'that end together, and start last, or first',
  },
  { names: ['equals'], written: '`A equals B`', says: 'that have both edges in common' },
];
