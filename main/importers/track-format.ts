import type { Homography } from '#contract/entities/zone';
import type { CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import type { SeenColumn } from './csv-table.ts';
import type { InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';

/** The beginning of a file: what a detector judges by. */
export interface FileHead {
  /** Lower-case ending of the name without `.gz`; empty where there is none. */
  readonly ending: string;
  /** The first 64 kB as they lie in the file (unzipped where it is a gzip file). */
  readonly bytes: Uint8Array;
  /** The same as text without a byte order mark; undefined where it holds a NUL, as binary files do. */
  readonly text: string | undefined;
}

/** One keypoint of one track in one picture; `score` is NaN where unknown. */
export interface PoseRow {
  readonly frame: number;
  readonly trackId: string;
  readonly keypoint: string;
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** Takes rows one by one with the line they stand in (from 1), or says why not. */
export interface RowSink<Row> {
  add(row: Row, line: number): CellFault | undefined;
}

/** Where a format's rows go. A row of tracks needs a box (px) or a ground point (m); the other is NaN. */
export interface FormatSinks {
  readonly tracks: RowSink<TrackRow>;
  /** Keypoints of a track that has a row in the same frame. */
  readonly poses: RowSink<PoseRow>;
  /**
   * A box that has no track yet: `trackId` is empty. They are linked by overlap when the file is read, or the file is
   * refused, as the import's options say.
   */
  readonly detections: RowSink<TrackRow>;
}

/** How a person says a file is to be read, beyond what it says itself. */
export interface ReadOptions {
  /** Columns of a table by canonical name, where they differ from the guess; an empty name leaves the field out. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Number of the first picture where the file does not say: 0 or 1. */
  readonly firstFrame?: number;
  readonly fps?: number;
  /** Unit of boxes where the file does not say: pixels, or shares of the picture. */
  readonly unit?: 'px' | 'share';
  /** Size of the picture, for coordinates given as shares of it; from the clip where there is one. */
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Size of the ground, for ground coordinates given as shares of it (105 x 68 on a football pitch). */
  readonly groundWidthM?: number;
  readonly groundHeightM?: number;
  /** Metres in one unit of the file's ground coordinates: 0.01 for centimetres. */
  readonly metresPerUnit?: number;
  /** Keypoints below this score are not read; 0 reads all. */
  readonly leastScore?: number;
  /** Picture (px) to ground (m), where the import has one, for formats that give points of the picture and no boxes. */
  readonly homography?: Homography;
}

/** What a reader found beside the rows it gave away. */
export interface FormatRead {
  readonly columns: readonly SeenColumn[];
  /** Rows, elements or records of the file, good and bad. */
  readonly rowsGiven: number;
  /** Numbers of the rows, from 1, whose values the columns show; 1, 2 and so on unless told. */
  readonly sampleRows?: readonly number[];
  /** What a person should know: facts the file states that differ from what was asked, parts that were left out. */
  readonly remarks?: readonly string[];
  /** Pictures per second and picture size as the file states them. */
  readonly fps?: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** One interchange format: how it is recognised, and how it is read. One file each, beside its test. */
export interface TrackFormat {
  /** Short and stable: `cvat_xml`. */
  readonly id: string;
  /** For a person: `CVAT for video, XML`. */
  readonly name: string;
  readonly gives: 'tracks' | 'poses' | 'tracks and poses' | 'detections';
  /** How sure it is in [0, 1] that the file is its own, with the reason in a few words; 0 is not its own. */
  detect(head: FileHead): { readonly sure: number; readonly because: string };
  /**
   * Which of the files `beside` it (names in its folder, without it) a file called `name` is read together with. An import
   * that reads a copy of the file puts copies of these next to it under their own names.
   */
  sideFiles?(name: string, beside: readonly string[]): readonly string[];
  /**
   * Streams the file: good rows into the sinks, bad ones to the quarantine with line, column and field; throws an
   * `AftertrackError` with file and line where the file as a whole is unfit. Memory stays constant where the format allows
   * it; a format that must be parsed whole refuses files above 256 MB with advice.
   */
  read(
    part: InputPart,
    sinks: FormatSinks,
    quarantine: Quarantine,
    options: ReadOptions,
  ): Promise<FormatRead>;
}
