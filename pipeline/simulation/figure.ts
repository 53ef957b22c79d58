import type { Place } from './camera.ts';

/** The 17 keypoints of COCO, in its order. */
export const keypoints = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
] as const;

export type Keypoint = (typeof keypoints)[number];

/** How someone stands, walks, runs or rides at one moment; metres, metres a second and radians. */
export interface Posture {
  readonly xM: number;
  readonly yM: number;
  readonly headingRad: number;
  readonly gaitRad: number;
  readonly speedMps: number;
  readonly heightM: number;
  /** Sits on a bicycle; `gaitRad` is then the pedals'. */
  readonly rides: boolean;
}

/** Joints in space, the keypoints and the middle of the head among them. */
export type Figure = Readonly<Record<Keypoint | 'head' | 'neck', Place>>;

/** In the body's own frame: metres ahead, to its left, and up. */
type Local = readonly [ahead: number, left: number, up: number];

interface Limb {
  readonly middle: Local;
  readonly end: Local;
}

/** Two segments of a leg from the hip: thigh swung by `swing`, shin bent back by `bend` (radians). */
function leg(hip: Local, swing: number, bend: number, thighM: number, shinM: number): Limb {
  const knee: Local = [hip[0] + Math.sin(swing) * thighM, hip[1], hip[2] - Math.cos(swing) * thighM];
  const shin = swing - bend;
  const ankle: Local = [knee[0] + Math.sin(shin) * shinM, hip[1] * 0.9, knee[2] - Math.cos(shin) * shinM];
  return { middle: knee, end: ankle };
}

function arm(shoulder: Local, swing: number, bend: number, lengthM: number): Limb {
  const out = shoulder[1] * 1.12;
  const elbow: Local = [
    shoulder[0] + Math.sin(swing) * lengthM,
    out,
    shoulder[2] - Math.cos(swing) * lengthM,
  ];
  const fore = swing + bend;
  const wrist: Local = [
    elbow[0] + Math.sin(fore) * lengthM * 0.92,
    out * 0.95,
    elbow[2] - Math.cos(fore) * lengthM * 0.92,
  ];
  return { middle: elbow, end: wrist };
}

interface Stance {
  readonly hipUpM: number;
  readonly leanM: number;
  readonly left: Limb;
  readonly right: Limb;
  readonly armSwing: number;
  readonly elbowBend: number;
}

function walkingStance({ gaitRad, speedMps, heightM }: Posture): Stance {
  const runs = Math.min(1, Math.max(0, (speedMps - 1.9) / 0.9));
  const stride = Math.min(1, speedMps / 1.25);
  const amplitude = stride * (0.44 + 0.24 * runs);
  const phase = Math.sin(gaitRad);
  const rise = 0.012 * stride * Math.cos(2 * gaitRad) + 0.02 * runs * Math.abs(Math.cos(gaitRad));
  const hipUpM = heightM * (0.515 - 0.018 * stride) + rise;
  const [thighM, shinM] = [heightM * 0.245, heightM * 0.235];
  const bendOf = (lead: number): number => stride * (0.12 + (0.5 + 0.75 * runs) * Math.max(0, lead));
  const hip = (side: number): Local => [0, side * heightM * 0.052, hipUpM];
  return {
    hipUpM,
    leanM: 0.02 + 0.02 * stride + 0.11 * runs,
    left: leg(hip(1), amplitude * phase, bendOf(Math.cos(gaitRad)), thighM, shinM),
    right: leg(hip(-1), -amplitude * phase, bendOf(-Math.cos(gaitRad)), thighM, shinM),
    armSwing: -amplitude * phase * (0.75 + 0.35 * runs),
    elbowBend: 0.22 + 1.15 * runs,
  };
}

function ridingStance({ gaitRad, heightM }: Posture): Stance {
  const hipUpM = 0.98;
  const pedal = (side: number): Limb => {
    const angle = gaitRad + (side > 0 ? 0 : Math.PI);
    const ankle: Local = [0.1 + 0.15 * Math.cos(angle), side * 0.11, 0.36 + 0.15 * Math.sin(angle)];
    const knee: Local = [(ankle[0] - 0.15) / 2 + 0.27, side * 0.1, (hipUpM + ankle[2]) / 2 + 0.06];
    return { middle: knee, end: ankle };
  };
  return { hipUpM, leanM: heightM * 0.17, left: pedal(1), right: pedal(-1), armSwing: 0.85, elbowBend: 0.25 };
}

function upperBody(posture: Posture, stance: Stance): Readonly<Record<string, Local>> {
  const { heightM, rides } = posture;
  const back = rides ? -0.15 : 0;
  const shoulderUpM = stance.hipUpM + heightM * (rides ? 0.27 : 0.305);
  const shoulderAhead = back + stance.leanM;
  const shoulder = (side: number): Local => [shoulderAhead, side * heightM * 0.115, shoulderUpM];
  const headAhead = shoulderAhead + stance.leanM * 0.35 + 0.02;
  const headUpM = shoulderUpM + heightM * 0.118;
  const face = heightM * 0.055;
  const leftArm = arm(shoulder(1), stance.armSwing, stance.elbowBend, heightM * 0.165);
  const rightArm = arm(
    shoulder(-1),
    rides ? stance.armSwing : -stance.armSwing,
    stance.elbowBend,
    heightM * 0.165,
  );
  return {
    head: [headAhead, 0, headUpM],
    neck: [shoulderAhead, 0, shoulderUpM + 0.02],
    nose: [headAhead + face * 1.5, 0, headUpM - 0.02],
    left_eye: [headAhead + face * 1.25, face * 0.55, headUpM + 0.02],
    right_eye: [headAhead + face * 1.25, -face * 0.55, headUpM + 0.02],
    left_ear: [headAhead, face * 1.3, headUpM],
    right_ear: [headAhead, -face * 1.3, headUpM],
    left_shoulder: shoulder(1),
    right_shoulder: shoulder(-1),
    left_elbow: leftArm.middle,
    right_elbow: rightArm.middle,
    left_wrist: leftArm.end,
    right_wrist: rightArm.end,
    left_hip: [back, heightM * 0.052, stance.hipUpM],
    right_hip: [back, -heightM * 0.052, stance.hipUpM],
  };
}

/** The joints of a person at one moment of a simple walk, run or ride. */
export function figureOf(posture: Posture): Figure {
  const stance = posture.rides ? ridingStance(posture) : walkingStance(posture);
  const locals: Readonly<Record<string, Local>> = {
    ...upperBody(posture, stance),
    left_knee: stance.left.middle,
    right_knee: stance.right.middle,
    left_ankle: stance.left.end,
    right_ankle: stance.right.end,
  };
  const [cos, sin] = [Math.cos(posture.headingRad), Math.sin(posture.headingRad)];
  const place = (name: keyof Figure): Place => {
    const [ahead, left, up] = locals[name] ?? [0, 0, 0];
    return [posture.xM + cos * ahead - sin * left, posture.yM + sin * ahead + cos * left, up];
  };
  return {
    head: place('head'),
    neck: place('neck'),
    nose: place('nose'),
    left_eye: place('left_eye'),
    right_eye: place('right_eye'),
    left_ear: place('left_ear'),
    right_ear: place('right_ear'),
    left_shoulder: place('left_shoulder'),
    right_shoulder: place('right_shoulder'),
    left_elbow: place('left_elbow'),
    right_elbow: place('right_elbow'),
    left_wrist: place('left_wrist'),
    right_wrist: place('right_wrist'),
    left_hip: place('left_hip'),
    right_hip: place('right_hip'),
    left_knee: place('left_knee'),
    right_knee: place('right_knee'),
    left_ankle: place('left_ankle'),
    right_ankle: place('right_ankle'),
  };
}
