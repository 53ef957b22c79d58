import { isFault, type CellFault } from '#pipeline/normalize/cell';
import { boxRow, type Box } from './box-row.ts';
import {
  boxedShapes,
  otherShapes,
  readFrame,
  readShape,
  type Attributes,
  type CvatShape,
} from './cvat-shape.ts';
import type { Intake, RecordPlace } from './intake.ts';
import { fillBetween, type Keyframe } from './keyframes.ts';
import type { XmlEvent } from './xml-scan.ts';

type OpenEvent = Extract<XmlEvent, { kind: 'open' }>;

/** The track whose element is open. */
interface OpenTrack {
  trackId: string;
  readonly label: string;
  /** Box before, where it is inside the picture. */
  before: Keyframe | undefined;
  lastFrame: number;
  /** Steps to the next picture, and longer ones, among the boxes so far. */
  readonly steps: { next: number; longer: number };
}

interface OpenImage {
  readonly frame: number | CellFault;
}

/** The shape whose element is open; it is taken when it ends, because its attributes stand inside. */
interface OpenShape {
  readonly event: OpenEvent;
  readonly own: Map<string, string>;
}

/** What the file tells beside its boxes. */
export interface CvatFacts {
  readonly sizes: ReadonlySet<string>;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly filled: number;
  readonly leftOut: ReadonlyMap<string, number>;
  readonly labelAttributes: readonly string[];
}

const mostAttributeNames = 20;
const longestOwnLetters = 200;
/** Attributes of a shape that say which track it is of; all others are labels that people made. */
const identity = ['track_id', 'id'];

export class CvatReader {
  readonly #intake: Intake;
  readonly #firstFrame: number;
  readonly #names: string[] = [];
  #text = '';
  #track: OpenTrack | undefined;
  #image: OpenImage | undefined;
  #shape: OpenShape | undefined;
  #attribute: string | undefined;
  #tracks = 0;
  readonly #usedIds = new Set<string>();
  readonly #size = { width: Number.NaN, height: Number.NaN };
  readonly #sizes = new Set<string>();
  #filled = 0;
  readonly #leftOut = new Map<string, number>();
  readonly #labelAttributes = new Set<string>();

  constructor(intake: Intake, firstFrame: number) {
    this.#intake = intake;
    this.#firstFrame = firstFrame;
  }

  facts(): CvatFacts {
    return {
      sizes: this.#sizes,
      widthPx: this.#size.width,
      heightPx: this.#size.height,
      filled: this.#filled,
      leftOut: this.#leftOut,
      labelAttributes: [...this.#labelAttributes],
    };
  }

  take(event: XmlEvent): void {
    if (event.kind === 'open') {
      this.#names.push(event.name);
      this.#text = '';
      this.#open(event);
    } else if (event.kind === 'text') {
      if (this.#text.length < longestOwnLetters) this.#text += event.text;
    } else {
      this.#close(event.name);
      this.#names.pop();
      this.#text = '';
    }
  }

  #open(event: OpenEvent): void {
    const { name, attributes, depth } = event;
    if (depth === 2 && name === 'track') this.#openTrack(attributes);
    else if (depth === 2 && name === 'image') this.#openImage(attributes);
    else if (depth === 3 && (this.#track ?? this.#image) !== undefined) this.#openShape(event);
    else if (depth === 4 && name === 'attribute') this.#attribute = attributes.get('name');
  }

  #openTrack(attributes: Attributes): void {
    const trackId = attributes.get('id') ?? '';
    const label = attributes.get('label') ?? '';
    this.#track = { trackId, label, before: undefined, lastFrame: -1, steps: { next: 0, longer: 0 } };
    this.#tracks += 1;
  }

  #openImage(attributes: Attributes): void {
    this.#image = { frame: readFrame(attributes, 'id') };
    this.#seeSize(attributes.get('width'), attributes.get('height'));
  }

  #seeSize(width: string | undefined, height: string | undefined): void {
    const size = { width: Number(width), height: Number(height) };
    if (!(size.width > 0 && size.height > 0)) return;
    if (this.#sizes.size < 2) this.#sizes.add(`${size.width} x ${size.height}`);
    Object.assign(this.#size, size);
  }

  #openShape(event: OpenEvent): void {
    if (boxedShapes.has(event.name)) this.#shape = { event, own: new Map() };
    else if (otherShapes.has(event.name))
      this.#leftOut.set(event.name, (this.#leftOut.get(event.name) ?? 0) + 1);
  }

  #close(name: string): void {
    const depth = this.#names.length;
    if (depth === 2) {
      this.#track = undefined;
      this.#image = undefined;
    } else if (depth === 3) this.#closeShape();
    else if (depth === 4 && name === 'attribute') this.#closeAttribute();
    else if (depth === 5) this.#closeMeta(name);
  }

  #closeAttribute(): void {
    const name = this.#attribute ?? '';
    this.#attribute = undefined;
    if (this.#shape === undefined) return;
    if (identity.includes(name)) this.#shape.own.set(name, this.#text.trim());
    else if (this.#labelAttributes.size < mostAttributeNames) this.#labelAttributes.add(name);
  }

  /** `meta/task/original_size`, or `meta/job/original_size`. */
  #closeMeta(name: string): void {
    if (this.#names[1] !== 'meta' || this.#names[3] !== 'original_size') return;
    const value = Number(this.#text.trim());
    if ((name !== 'width' && name !== 'height') || !(value > 0)) return;
    this.#size[name] = value;
  }

  #closeShape(): void {
    const shape = this.#shape;
    this.#shape = undefined;
    if (shape === undefined) return;
    const { event, own } = shape;
    const place: RecordPlace = { line: event.line, column: event.column, text: event.tag };
    this.#intake.given();
    const read = readShape(event.name, event.attributes);
    if (isFault(read)) this.#intake.refuse(read, place);
    else if (this.#track !== undefined) this.#takeTracked(this.#track, read, shape, place);
    else if (this.#image !== undefined) this.#takeOnImage(this.#image, read, event, own, place);
  }

  #takeOnImage(
    { frame }: OpenImage,
    shape: CvatShape,
    event: OpenEvent,
    own: ReadonlyMap<string, string>,
    place: RecordPlace,
  ): void {
    if (isFault(frame)) return this.#intake.refuse(frame, place);
    const trackId = own.get('track_id') ?? '';
    const className = event.attributes.get('label') ?? '';
    const occlusion = shape.isOccluded ? 1 : 0;
    const facts = { frame: frame - this.#firstFrame, trackId, className, occlusion };
    this.#intake.row(boxRow(shape.box, facts), place);
    return undefined;
  }

  /** A track without a number of its own is named by an attribute of its first shape, or by its place in the file. */
  #idOf(track: OpenTrack, own: ReadonlyMap<string, string>): string {
    if (track.trackId !== '') return track.trackId;
    const said = identity.map((name) => own.get(name) ?? '').find((id) => id !== '');
    const id = said === undefined || this.#usedIds.has(said) ? String(this.#tracks - 1) : said;
    this.#usedIds.add(id);
    track.trackId = id;
    return id;
  }

  #takeTracked(track: OpenTrack, shape: CvatShape, { event, own }: OpenShape, place: RecordPlace): void {
    const given = readFrame(event.attributes, 'frame');
    if (isFault(given)) return this.#intake.refuse(given, place);
    const trackId = this.#idOf(track, own);
    const frame = given - this.#firstFrame;
    const rowAt = (at: number, box: Box, occlusion: number) =>
      boxRow(box, { frame: at, trackId, className: track.label, occlusion });
    const here: Keyframe = { frame, box: shape.box };
    if (shape.isBox) this.#fillUpTo(track, here, rowAt, place);
    if (!shape.isOutside) this.#intake.row(rowAt(frame, shape.box, shape.isOccluded ? 1 : 0), place);
    if (!shape.isKeyframe) track.steps.next += 1;
    track.before = shape.isOutside || !shape.isBox ? undefined : here;
    track.lastFrame = Math.max(track.lastFrame, frame);
    return undefined;
  }

  /**
   * Between two boxes of a track that is given by its keyframes the tool moves the box on straight lines. A track that is
   * given picture by picture, as the tool writes it, has nothing to fill: a gap in it is an absence.
   */
  #fillUpTo(
    track: OpenTrack,
    here: Keyframe,
    rowAt: (frame: number, box: Box, occlusion: number) => ReturnType<typeof boxRow>,
    place: RecordPlace,
  ): void {
    const step = track.lastFrame < 0 ? 0 : here.frame - track.lastFrame;
    if (step === 1) track.steps.next += 1;
    if (step <= 1) return;
    track.steps.longer += 1;
    if (track.before === undefined || track.steps.next >= track.steps.longer) return;
    const { rows, fault } = fillBetween(track.before, here, (frame, box) =>
      this.#intake.extraRow(rowAt(frame, box, Number.NaN), place.line),
    );
    this.#filled += rows;
    if (fault !== undefined) this.#intake.refuse(fault, place);
  }
}
