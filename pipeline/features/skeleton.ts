import type { SkeletonDeclaration } from '#contract/entities/pose';

/** A skeleton over numbered keypoints. */
export interface Skeleton {
  /** Per keypoint, the two neighbours between which its angle is measured, or -1 and -1. */
  readonly neighbours: Int32Array;
  /** The keypoint at the tip of the head; -1 for none. */
  readonly nose: number;
  /** Sets of keypoints whose middle the head points away from, best first. */
  readonly behind: readonly Int32Array[];
  /** The keypoints that lie between the head and the limbs or the tail; all of them where none does. */
  readonly middle: Int32Array;
  /** The middle, and the base of the tail where there is one. */
  readonly trunk: Int32Array;
}

const sides = ['left', 'right'] as const;
const face = {
  nose: 'nose',
  behind: ['ear', 'eye', 'shoulder'].map((part) => sides.map((side) => `${side}_${part}`)),
};

/** The limbs of COCO's 17 keypoints; a joint bends between its two. */
const coco: SkeletonDeclaration = {
  ...face,
  links: sides.flatMap((side): readonly (readonly [string, string])[] => [
    [`${side}_shoulder`, `${side}_elbow`],
    [`${side}_elbow`, `${side}_wrist`],
    [`${side}_shoulder`, `${side}_hip`],
    [`${side}_hip`, `${side}_knee`],
    [`${side}_knee`, `${side}_ankle`],
  ]),
};

/** `Left-Elbow`, `leftElbow` and `left elbow` are one name. */
export function plainName(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
}

/** Lowest for what is at the head of an animal, highest for its tail. */
function placeAlong(name: string): number {
  if (/^(nose|snout|head|top|beak|tip)/.test(name)) return 0;
  return name.startsWith('tail') ? 2 : 1;
}

const headPart = /^(nose|snout|head|top|beak|tip|neck)|(^|_)(ear|eye)s?(_|$)/;
const limbPart = /(elbow|wrist|hand|knee|ankle|foot|toe|paw|tail)/;

/** The keypoints of the body without head, limbs and tail; the first keypoint of a tail is its base. */
function bodyOf(names: readonly string[], nose: string): Pick<Skeleton, 'middle' | 'trunk'> {
  const all = [...names.keys()];
  const nameOf = (keypoint: number): string => names[keypoint] ?? '';
  const own = all.filter((k) => nameOf(k) !== nose && !headPart.test(nameOf(k)) && !limbPart.test(nameOf(k)));
  const middle = own.length > 0 ? own : all;
  const base = all.find((k) => nameOf(k).startsWith('tail') && !middle.includes(k));
  return {
    middle: Int32Array.from(middle),
    trunk: Int32Array.from([...middle, ...(base === undefined ? [] : [base])]),
  };
}

/** Keypoints of no known skeleton as a chain from the head to the tail, in the given order between. */
function chainOf(names: readonly string[]): SkeletonDeclaration {
  const order = names.toSorted((a, b) => placeAlong(a) - placeAlong(b));
  const links = order.slice(1).map((name, i) => [order[i] ?? '', name] as const);
  return { links, nose: order[0] ?? '', behind: [[order[1] ?? '']] };
}

function guess(names: readonly string[]): SkeletonDeclaration {
  if (names.includes('left_elbow') || names.includes('left_knee')) return coco;
  const chain = chainOf(names);
  const ears = face.behind.flat().some((name) => names.includes(name));
  return ears && names.includes(face.nose) ? { ...chain, ...face } : chain;
}

/** Shoulders and hips have a limb and the trunk; an ambiguous joint, of one or three neighbours, has no angle. */
function neighboursOf(names: readonly string[], { links }: SkeletonDeclaration): Int32Array {
  const out = new Int32Array(2 * names.length).fill(-1);
  for (const [k, name] of names.entries()) {
    const others = links.flatMap(([a, b]) => {
      if (a === name) return [names.indexOf(b)];
      return b === name ? [names.indexOf(a)] : [];
    });
    const known = others.filter((other) => other >= 0);
    if (known.length === 2) out.set(known, 2 * k);
  }
  return out;
}

/** The skeleton of these keypoints: the declared one, else a known one by their names, else a chain in their order. */
export function resolveSkeleton(keypoints: readonly string[], declared?: SkeletonDeclaration): Skeleton {
  const names = keypoints.map(plainName);
  const skeleton = declared ?? guess(names);
  const named = {
    links: skeleton.links.map(([a, b]) => [plainName(a), plainName(b)] as const),
    nose: plainName(skeleton.nose),
    behind: skeleton.behind.map((set) => set.map(plainName)),
  };
  return {
    neighbours: neighboursOf(names, named),
    nose: names.indexOf(named.nose),
    behind: named.behind
      .map((set) => Int32Array.from(set.map((name) => names.indexOf(name)).filter((k) => k >= 0)))
      .filter((set) => set.length > 0),
    ...bodyOf(names, named.nose),
  };
}
