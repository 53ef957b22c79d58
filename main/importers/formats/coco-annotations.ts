import type { TrackFormat } from '#main/importers/track-format';
import { cocoHead } from './coco-head.ts';
import { readCocoAnnotations } from './coco-read.ts';
import { detected } from './head-text.ts';

/**
 * COCO annotations: `images`, `annotations` with `bbox` [left, top, width, height] in px, `categories`; with `track_id` (or
 * `instance_id`) they are tracks, else detections. The frame of an image is its `frame_id` or `frame_index` (CocoVID, TAO), else
 * the number in its `file_name`, else its place in the list. Sources: cocodataset.org/#format-data; `docs/TAO-format.txt` of
 * JonathonLuiten/TrackEval; `coco_video_dataset.py` of SysCV/pcan (CocoVID).
 */
export const cocoAnnotationsFormat: TrackFormat = {
  id: 'coco_annotations',
  name: 'COCO annotations, JSON',
  gives: 'tracks',
  detect(head) {
    const { kind, sure, hasKeypoints } = cocoHead(head);
    if (kind !== 'annotations') return detected(0, 'it is no object of images and annotations');
    return hasKeypoints
      ? detected(0.5, 'it has images, annotations and keypoints')
      : detected(sure, 'it has images and annotations');
  },
  read: readCocoAnnotations,
};
