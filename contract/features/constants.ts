/** Least half of the smoothing window in seconds: a quadratic fit over 0.8 s follows a step of a walking person (about 0.5 s). */
export const smoothingHalfWindowS = 0.4;
/** Half of the smoothing window is at least so many sample periods, so that a frame between two samples still sees four. */
export const smoothingSamples = 2;
/** Most that half of the smoothing window may be, in seconds: a longer one smooths whole actions away. */
export const longestHalfWindowS = 1.2;
/** Fewer positions in the smoothing window make what is fitted missing. */
export const leastSamples = 4;
/** Least gap between two positions, in seconds, that is not bridged; in sparser tracks 1.25 sample periods. */
export const maxGapS = 0.5;
export const maxGapSamples = 1.25;

/** Below this speed (lengths per second) a direction says nothing. */
export const stillSpeed = 0.05;
/** Below this speed (lengths per second) a track counts as resting. */
export const restSpeed = 0.15;

/** A step faster than `doubtFactor` times the usual step around it and `doubtSpeed` lengths per second more is in doubt. */
export const doubtFactor = 4;
export const doubtSpeed = 5;
/** Seconds before and after a step in which its usual speed is looked for. */
export const doubtWindowS = 1;
/** From this doubt on, the two sides of a step of so many lengths are smoothed apart if the track stays there for so many seconds. */
export const doubtBreaks = 0.5;
export const doubtStepLength = 1;
export const doubtStayS = 0.5;

/** A keypoint with a lower likelihood is missing, as is one at exactly (0, 0), which tools write for "not found". */
export const leastLikelihood = 0.2;

/** A stay ends where the track is further than this (lengths) from where it is now. */
export const dwellRadius = 1;
/** Dwell stops counting here, in seconds. */
export const longestDwellS = 600;

/** Ground points this near (lengths) touch. */
export const contactLength = 0.5;
/** How far ahead the post-encroachment time looks, in seconds. */
export const longestPetS = 10;

/** Two tracks are of one group when so near and so alike in velocity: metres and m/s, body heights and body heights per s. */
export const groupRadius = { metric: 2, body: 1.5 } as const;
export const groupAgreement = { metric: 0.5, body: 0.35 } as const;

/** A box of this share of the picture, across and down, is what carries the camera, and nothing that it sees. */
export const carrierShare = 0.95;
/**
 * Half of the windows over which the camera's own speed is fitted, in seconds: a car brakes or sets off over two to three, in
 * traffic at times over less than one.
 */
export const cameraHalfWindowS = { long: 1.6, brief: 0.8 } as const;
/** A box of this share of the picture's height tells half as much of the camera's speed as a very near one. */
export const cameraHalfHeight = 0.15;
/** Weight (seconds) of what is known beforehand in either window: that the camera's speed does not change. */
export const cameraPriorS = { long: 0.03, brief: 0.003 } as const;

/** Seconds around a frame over which headings are compared, and the lags tried: from, to, step. */
export const followingHalfWindowS = 1;
export const followingLagS = { from: 0.2, to: 3, step: 0.1 } as const;

/** Half of the window of shares, means and entropies, in seconds. */
export const countingHalfWindowS = 0.5;

/** Half of the window in seconds over which bodies are averaged, so that a body lost for less than that is bridged. */
export const bodyHalfWindowS = 1;
