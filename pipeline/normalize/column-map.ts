/** Canonical columns of a format with the names under which they may come, best first; compared without case, spaces, `-` and `.`. */
export type Synonyms<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** Where each canonical column stands among a file's columns. */
export type ColumnMap<Field extends string> = ReadonlyMap<Field, number>;

/**
 * Tracks: `frame` is required, and a box or a ground point. Boxes in px from the top left, by size (w, h), by far edge (right,
 * bottom) or by centre (cx, cy); xw and yw in metres, t_s in seconds.
 */
export const trackSynonyms = {
  frame: ['frame', 'frame_index', 'frame_id', 'frame_number', 'frame_no', 'image_id'],
  track_id: ['track_id', 'trackid', 'id', 'track', 'object_id', 'obj_id', 'identity', 'tracker_id'],
  x: ['x', 'bb_left', 'bbox_x', 'box_x', 'left', 'xmin', 'x_min', 'x1', 'x_px'],
  y: ['y', 'bb_top', 'bbox_y', 'box_y', 'top', 'ymin', 'y_min', 'y1', 'y_px'],
  w: ['w', 'bb_width', 'bbox_w', 'box_w', 'width', 'w_px'],
  h: ['h', 'bb_height', 'bbox_h', 'box_h', 'height', 'h_px'],
  t_s: ['t_s', 'time_s', 'time', 't', 'timestamp', 'timestamp_s', 'seconds'],
  class: ['class', 'class_name', 'label', 'category', 'type', 'cls'],
  xw: ['xw', 'x_m', 'x_world', 'world_x', 'xw_m'],
  yw: ['yw', 'y_m', 'y_world', 'world_y', 'yw_m'],
  conf: ['conf', 'confidence', 'score'],
  occlusion: ['occlusion', 'occluded', 'occ'],
  sequence: ['sequence', 'seq', 'video', 'video_id', 'clip'],
  right: ['right', 'xmax', 'x_max', 'x2', 'bb_right', 'bbox_right'],
  bottom: ['bottom', 'ymax', 'y_max', 'y2', 'bb_bottom', 'bbox_bottom'],
  cx: ['cx', 'xc', 'x_center', 'x_centre', 'center_x', 'centre_x', 'bb_cx'],
  cy: ['cy', 'yc', 'y_center', 'y_centre', 'center_y', 'centre_y', 'bb_cy'],
} as const satisfies Synonyms<string>;
export type TrackField = keyof typeof trackSynonyms;

const boxFields: readonly TrackField[] = ['x', 'y', 'w', 'h', 'right', 'bottom', 'cx', 'cy'];

function missingSide(
  map: ColumnMap<TrackField>,
  near: TrackField,
  size: TrackField,
  far: TrackField,
  centre: TrackField,
): readonly TrackField[] {
  const has = (field: TrackField): boolean => map.has(field);
  if (has(size)) return has(near) || has(centre) ? [] : [near];
  if (has(near) && has(far)) return [];
  return has(near) || has(centre) ? [size] : [near, size];
}

/** Fields that tracks need and the map lacks; a track id is not among them, because boxes can be linked. */
export function missingTrackFields(map: ColumnMap<TrackField>): readonly TrackField[] {
  const frame: readonly TrackField[] = map.has('frame') ? [] : ['frame'];
  if (map.has('xw') && map.has('yw') && !boxFields.some((field) => map.has(field))) return frame;
  const [x, y] = [missingSide(map, 'x', 'w', 'right', 'cx'), missingSide(map, 'y', 'h', 'bottom', 'cy')];
  const missing = new Set([...frame, ...x, ...y]);
  return (['frame', 'x', 'y', 'w', 'h'] as const).filter((field) => missing.has(field));
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
}

function findColumn(
  plainNames: readonly string[],
  taken: ReadonlySet<number>,
  names: readonly string[],
): number {
  for (const name of names) {
    const at = plainNames.indexOf(name);
    if (at >= 0 && !taken.has(at)) return at;
  }
  return -1;
}

function fieldsOf<Field extends string>(synonyms: Synonyms<Field>): readonly Field[] {
  return Object.keys(synonyms).filter((name): name is Field => name in synonyms);
}

/** Guesses what the columns named `names` mean; a column that is meant by nothing is left out. */
export function mapColumns<Field extends string>(
  names: readonly string[],
  synonyms: Synonyms<Field>,
): ColumnMap<Field> {
  const plainNames = names.map(plain);
  const taken = new Set<number>();
  const map = new Map<Field, number>();
  for (const field of fieldsOf(synonyms)) {
    const at = findColumn(plainNames, taken, synonyms[field]);
    if (at < 0) continue;
    taken.add(at);
    map.set(field, at);
  }
  return map;
}

/** Required columns that the map lacks. */
export function missingColumns<Field extends string>(
  map: ColumnMap<Field>,
  required: readonly Field[],
): readonly Field[] {
  return required.filter((field) => !map.has(field));
}
