import type { TrackFormat } from '#main/importers/track-format';
import { cocoHead } from './coco-head.ts';
import { readCocoResults } from './coco-read.ts';
import { detected } from './head-text.ts';

/**
 * COCO results: a list of `image_id, category_id, bbox, score`, boxes as [left, top, width, height] in px; detections, or tracks
 * where records have a `track_id`. Frames are the numbers of the images, counted from 0 where an image 0 occurs, else from 1;
 * classes are the numbers of the categories, which the file does not name. Source: cocodataset.org/#format-results.
 */
export const cocoResultsFormat: TrackFormat = {
  id: 'coco_results',
  name: 'COCO results, JSON',
  gives: 'detections',
  detect(head) {
    const { kind, sure, hasKeypoints } = cocoHead(head);
    if (kind !== 'results') return detected(0, 'it is no list of results with image_id');
    return hasKeypoints
      ? detected(0.5, 'it is a list of results with keypoints')
      : detected(sure, 'it is a list of results with image_id and bbox');
  },
  read: readCocoResults,
};
