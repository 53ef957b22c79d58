import type { FileHead } from '#main/importers/track-format';
import { headText } from './head-text.ts';

/** What the beginning of a COCO file shows. */
export interface CocoHead {
  readonly kind: 'annotations' | 'results' | 'none';
  /** In [0, 1]. */
  readonly sure: number;
  readonly hasKeypoints: boolean;
}

const none: CocoHead = { kind: 'none', sure: 0, hasKeypoints: false };

/** Judges the beginning of a file as COCO: an object of lists, or a list of results. */
export function cocoHead(head: FileHead): CocoHead {
  const text = headText(head);
  const hasKeypoints = /"keypoints"\s*:\s*\[/.test(text);
  if (/^\[\s*\{/.test(text)) {
    const isResult = /"image_id"\s*:/.test(text) && /"(bbox|keypoints|segmentation)"\s*:/.test(text);
    return isResult ? { kind: 'results', sure: 0.95, hasKeypoints } : none;
  }
  if (!text.startsWith('{')) return none;
  const lists = ['images', 'annotations', 'categories'].filter((name) =>
    new RegExp(`"${name}"\\s*:\\s*\\[`).test(text),
  );
  if (lists.length >= 2) return { kind: 'annotations', sure: 0.95, hasKeypoints };
  const named = /"file_name"\s*:/.test(text) || /"image_id"\s*:/.test(text);
  return lists.length === 1 && named ? { kind: 'annotations', sure: 0.8, hasKeypoints } : none;
}
