import { openText } from './open-file.ts';
import type { TrackFormat } from '#main/importers/track-format';
import { cocoHead } from './coco-head.ts';
import { readCocoAnnotations, readCocoResults } from './coco-read.ts';
import { detected } from './head-text.ts';

async function isList(path: string): Promise<boolean> {
  for await (const text of openText(path)) {
    const start = text.trimStart();
    if (start !== '') return start.startsWith('[');
  }
  return false;
}

/**
 * COCO keypoints, as annotations or as results: `keypoints` [x, y, v, …], 17 of a person or as the category names them. v = 0 is
 * an absent keypoint. Without a `bbox` the box is the one around the keypoints. Sources: cocodataset.org/#format-data and
 * #format-results, "Keypoint Detection".
 */
export const cocoKeypointsFormat: TrackFormat = {
  id: 'coco_keypoints',
  name: 'COCO keypoints, JSON',
  gives: 'tracks and poses',
  detect(head) {
    const { kind, sure, hasKeypoints } = cocoHead(head);
    if (kind === 'none' || !hasKeypoints) return detected(0, 'it has no keypoints as COCO has them');
    return detected(sure, 'its annotations or results have keypoints');
  },
  async read(part, sinks, quarantine, options) {
    const read = (await isList(part.path)) ? readCocoResults : readCocoAnnotations;
    return read(part, sinks, quarantine, options);
  },
};
