/** A box of a track as a tool would write it: px from the top left, frames from 0. */
export interface WrittenBox {
  readonly frame: number;
  readonly trackId: number;
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly conf: number;
}

export type WriteBoxes = (boxes: readonly WrittenBox[]) => string;

/** Size of the picture that boxes are written for, in px. */
export const writtenSize = { widthPx: 1280, heightPx: 720 };

/** Boxes of each track, in the order of the tracks and of time. */
function tracksOf(boxes: readonly WrittenBox[]): readonly (readonly WrittenBox[])[] {
  const tracks = new Map<number, WrittenBox[]>();
  for (const box of boxes.toSorted((a, b) => a.frame - b.frame))
    tracks.set(box.trackId, [...(tracks.get(box.trackId) ?? []), box]);
  return [...tracks.values()];
}

function categoriesOf(boxes: readonly WrittenBox[]): readonly string[] {
  return [...new Set(boxes.map(({ className }) => className))];
}

export const writeCocoAnnotations: WriteBoxes = (boxes) => {
  const names = categoriesOf(boxes);
  const frames = boxes.map(({ frame }) => frame);
  const annotations = boxes.map(({ frame, trackId, className, x, y, w, h, conf }, at) => ({
    id: at + 1,
    image_id: frame + 1000,
    category_id: names.indexOf(className),
    track_id: trackId,
    bbox: [x, y, w, h],
    score: conf,
  }));
  // Frame 0 always has an image, which tells that frames count from 1.
  const images = [...new Set([0, ...frames])].map((frame) => ({
    id: frame + 1000,
    frame_id: frame + 1,
    file_name: 'a.jpg',
  }));
  return JSON.stringify({ images, annotations, categories: names.map((name, id) => ({ id, name })) });
};

export const writeCocoResults: WriteBoxes = (boxes) => {
  const names = categoriesOf(boxes);
  const results = boxes.map(({ frame, trackId, className, x, y, w, h, conf }) => ({
    image_id: frame + 1,
    category_id: names.indexOf(className),
    track_id: trackId,
    bbox: [x, y, w, h],
    score: conf,
  }));
  return JSON.stringify(results, undefined, 1);
};

export const writeViame: WriteBoxes = (boxes) =>
  [
    '# 1: Detection or Track-id,2: Video or Image Identifier,3: Unique Frame Identifier,4-7: Img-bbox(TL_x,TL_y,BR_x,BR_y)',
    ...boxes.map(
      ({ frame, trackId, className, x, y, w, h, conf }) =>
        `${trackId},a.png,${frame},${x},${y},${x + w},${y + h},${conf},-1,${className},${conf},other,0`,
    ),
  ].join('\r\n');

/** A list a line for each picture, those without boxes too. */
export const writeUltralytics: WriteBoxes = (boxes) => {
  const last = boxes.reduce((most, { frame }) => Math.max(most, frame), 0);
  const pictures = Array.from({ length: last + 1 }, (): object[] => []);
  for (const { frame, trackId, className, x, y, w, h, conf } of boxes)
    pictures[frame]?.push({
      name: className,
      class: 0,
      confidence: conf,
      box: { x1: x, y1: y, x2: x + w, y2: y + h },
      track_id: trackId,
    });
  return pictures.map((picture) => JSON.stringify(picture)).join('\n');
};

/** A keyframe in each picture, on which the box ends where the next picture has none. */
export const writeLabelStudio: WriteBoxes = (boxes) => {
  const { widthPx, heightPx } = writtenSize;
  const result = tracksOf(boxes).map((track) => ({
    id: String(track[0]?.trackId),
    type: 'videorectangle',
    original_width: widthPx,
    original_height: heightPx,
    score: track[0]?.conf,
    value: {
      framesCount: 2000,
      labels: [track[0]?.className],
      sequence: track.map(({ frame, x, y, w, h }, at) => ({
        frame: frame + 1,
        enabled: track[at + 1]?.frame === frame + 1,
        rotation: 0,
        x: (x / widthPx) * 100,
        y: (y / heightPx) * 100,
        width: (w / widthPx) * 100,
        height: (h / heightPx) * 100,
      })),
    },
  }));
  return JSON.stringify([{ id: 1, annotations: [{ id: 1, result }], data: { video: 'a.mp4' } }]);
};

function cvatBox({ frame, x, y, w, h }: WrittenBox, outside: 0 | 1): string {
  return `<box frame="${frame}" outside="${outside}" occluded="0" keyframe="1" xtl="${x}" ytl="${y}" xbr="${x + w}" ybr="${y + h}"></box>`;
}

/** A box in each picture, and one that is outside where the next picture has none. */
export const writeCvat: WriteBoxes = (boxes) => {
  const tracks = tracksOf(boxes).map((track) => {
    const shapes = track.flatMap((box, at) => {
      const next = { ...box, frame: box.frame + 1 };
      return track[at + 1]?.frame === next.frame ? [cvatBox(box, 0)] : [cvatBox(box, 0), cvatBox(next, 1)];
    });
    const { trackId, className } = track[0] ?? { trackId: 0, className: '' };
    return `  <track id="${trackId}" label="${className}" source="auto">\n    ${shapes.join('\n    ')}\n  </track>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n${tracks.join('\n')}\n</annotations>\n`;
};
