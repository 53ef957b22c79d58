import { problem, raise } from '#contract/errors';
import type { ReadOptions } from '#main/importers/track-format';
import { childAt, elementsNamed, parseXml, type XmlElement } from './xml-tree.ts';

/** One value of a line: a coordinate of a player or the ball, the number of the frame, or something that is not read. */
export interface EptsValue {
  readonly kind: 'value';
  readonly trackId: string;
  readonly axis: 'x' | 'y' | 'frame' | undefined;
}

/** Values, or groups of values, with a separator between. */
export interface EptsSplit {
  readonly kind: 'split';
  readonly separator: string;
  readonly children: readonly EptsRegister[];
}

export type EptsRegister = EptsValue | EptsSplit;

/** How the lines of the frames `[startFrame, endFrame]`, both included, are cut. */
export interface EptsLayout {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly split: EptsSplit;
  /** Which of the split's children is the number of the frame. */
  readonly frameAt: number;
}

export interface EptsMetadata {
  readonly fps: number | undefined;
  /** Class of each player's track: the name of the team. */
  readonly classes: ReadonlyMap<string, string>;
  readonly layouts: readonly EptsLayout[];
  /** Metres in one unit of x and of y. */
  readonly metresX: number;
  readonly metresY: number;
  /** Height of the pitch (m) where y points down from its top; 0 where y points up. */
  readonly topM: number;
  readonly remarks: readonly string[];
}

const ballId = 'ball';
const usualPitch = { widthM: 105, heightM: 68 };
const units: ReadonlyMap<string, number> = new Map([
  ['m', 1],
  ['metre', 1],
  ['metres', 1],
  ['meter', 1],
  ['meters', 1],
  ['dm', 0.1],
  ['decimeters', 0.1],
  ['cm', 0.01],
  ['centimeter', 0.01],
  ['centimeters', 0.01],
  ['mm', 0.001],
  ['millimeters', 0.001],
]);
const separatorLetters = 4;
const unread: EptsValue = { kind: 'value', trackId: '', axis: undefined };

function refuse(file: string, { line }: XmlElement, message: string, field: string): never {
  return raise(problem('bad_value', message, { file, line, field }));
}

function attributeOf(element: XmlElement, name: string, file: string): string {
  const value = element.attributes.get(name);
  return value ?? refuse(file, element, `<${element.name}> has no ${name}.`, name);
}

function textOf(element: XmlElement, ...path: readonly string[]): string {
  return childAt(element, ...path)?.text ?? '';
}

interface Channel {
  readonly axis: 'x' | 'y' | undefined;
  readonly unit: string;
}

function channelsOf(root: XmlElement): ReadonlyMap<string, Channel> {
  const channels = elementsNamed(root, 'Channel').map((element) => {
    const id = element.attributes.get('id') ?? '';
    const named = /^(?:position_)?([xy])$/i.exec(textOf(element, 'Name')) ?? /^([xy])$/i.exec(id);
    const letter = named?.[1]?.toLowerCase();
    const axis = letter === 'x' || letter === 'y' ? letter : undefined;
    return [id, { axis, unit: textOf(element, 'Unit').toLowerCase() }] as const;
  });
  return new Map(channels);
}

interface Names {
  readonly channels: ReadonlyMap<string, Channel>;
  /** Track and channel of each player's channel. */
  readonly players: ReadonlyMap<string, { readonly trackId: string; readonly channelId: string }>;
  readonly file: string;
}

function namesOf(root: XmlElement, file: string): Names {
  const players = elementsNamed(root, 'PlayerChannel').map((element) => {
    const trackId = attributeOf(element, 'playerId', file);
    const channelId = attributeOf(element, 'channelId', file);
    return [attributeOf(element, 'id', file), { trackId, channelId }] as const;
  });
  return { channels: channelsOf(root), players: new Map(players), file };
}

function readSplit(element: XmlElement, names: Names): EptsSplit {
  const separator = attributeOf(element, 'separator', names.file);
  if (separator === '' || separator.length > separatorLetters)
    refuse(names.file, element, `"${separator.slice(0, 40)}" separates nothing.`, 'separator');
  return { kind: 'split', separator, children: element.children.map((child) => readRegister(child, names)) };
}

function playerValue(element: XmlElement, { players, channels, file }: Names): EptsValue {
  const player = players.get(attributeOf(element, 'playerChannelId', file));
  if (player === undefined) return unread;
  return { kind: 'value', trackId: player.trackId, axis: channels.get(player.channelId)?.axis };
}

function readRegister(element: XmlElement, names: Names): EptsRegister {
  switch (element.name) {
    case 'SplitRegister':
      return readSplit(element, names);
    case 'StringRegister': {
      const isFrame = /^frame/i.test(element.attributes.get('name') ?? '');
      return isFrame ? { ...unread, axis: 'frame' } : unread;
    }
    case 'PlayerChannelRef':
      return playerValue(element, names);
    case 'BallChannelRef': {
      const channel = names.channels.get(attributeOf(element, 'channelId', names.file));
      return { kind: 'value', trackId: ballId, axis: channel?.axis };
    }
    default:
      return unread;
  }
}

function frameNumber(element: XmlElement, name: string, file: string): number {
  const text = attributeOf(element, name, file);
  if (!/^\d{1,9}$/.test(text)) refuse(file, element, `${name} is "${text.slice(0, 40)}", not a frame.`, name);
  return Number(text);
}

function readLayout(element: XmlElement, names: Names): EptsLayout {
  const split = readSplit(element, names);
  const frameAt = split.children.findIndex((child) => child.kind === 'value' && child.axis === 'frame');
  if (frameAt < 0) refuse(names.file, element, 'No StringRegister is the number of the frame.', 'frameCount');
  const [startFrame, endFrame] = [
    frameNumber(element, 'startFrame', names.file),
    frameNumber(element, 'endFrame', names.file),
  ];
  return { startFrame, endFrame, split, frameAt };
}

function classesOf(root: XmlElement): ReadonlyMap<string, string> {
  const teams = new Map(
    elementsNamed(root, 'Team').map(
      (team) => [team.attributes.get('id') ?? '', textOf(team, 'Name')] as const,
    ),
  );
  const players = elementsNamed(root, 'Player').map((player) => {
    const team = player.attributes.get('teamId') ?? '';
    return [player.attributes.get('id') ?? '', teams.get(team) || team] as const;
  });
  return new Map([...players, [ballId, ballId]]);
}

type Ground = Pick<EptsMetadata, 'metresX' | 'metresY' | 'topM' | 'remarks'>;

function statedPitch(root: XmlElement): typeof usualPitch | undefined {
  const [field] = elementsNamed(root, 'FieldSize');
  if (field === undefined) return undefined;
  const size = (name: string): number => Number(textOf(field, name) || Number.NaN);
  const [widthM, heightM] = [size('Width'), size('Height')];
  return widthM > 0 && heightM > 0 ? { widthM, heightM } : undefined;
}

function remarkPitch(stated: typeof usualPitch | undefined, asked: boolean): readonly string[] {
  const { widthM, heightM } = stated ?? usualPitch;
  const size = `${widthM} x ${heightM} m.`;
  if (stated === undefined) return asked ? [] : [`The pitch is taken to be ${size}`];
  return asked ? [`The metadata say that the pitch is ${size}`] : [];
}

/** Metres of a share of the pitch: as a person says, else as the file says, else 105 x 68. */
function shareOfPitch(root: XmlElement, options: ReadOptions): Ground {
  const stated = statedPitch(root);
  const { widthM, heightM } = stated ?? usualPitch;
  const { groundWidthM: metresX = widthM, groundHeightM: metresY = heightM } = options;
  const said = remarkPitch(stated, metresX !== widthM || metresY !== heightM);
  // Metrica's shares count from the top left corner; what others mean by theirs is not known.
  const isMetrica = /metrica/i.test(textOf(root, 'Metadata', 'GlobalConfig', 'ProviderName'));
  const upwards = isMetrica ? [] : ['The shares of the pitch are taken to count upwards.'];
  return { metresX, metresY, topM: isMetrica ? metresY : 0, remarks: [...said, ...upwards] };
}

function groundOf(root: XmlElement, { channels, file }: Names, options: ReadOptions): Ground {
  const unit = [...channels.values()].find(({ axis }) => axis === 'x')?.unit;
  if (unit === undefined) return refuse(file, root, 'No channel is the x of a position.', 'Channel');
  if (unit === 'normalized' || unit === 'normalised') return shareOfPitch(root, options);
  const metres = options.metresPerUnit ?? units.get(unit);
  if (metres === undefined)
    return raise(
      problem('unknown_unit', `Positions are in "${unit.slice(0, 40)}", which is no known unit.`, {
        file,
        line: root.line,
        field: 'Unit',
        hint: 'Give the metres in one unit (metresPerUnit).',
      }),
    );
  return { metresX: metres, metresY: metres, topM: 0, remarks: [] };
}

/** Reads the metadata of an EPTS data set: what each value of a line of its data file is. Throws where they are none. */
export function readEptsMetadata(text: string, file: string, options: ReadOptions): EptsMetadata {
  const root = parseXml(text, file);
  const names = namesOf(root, file);
  const layouts = elementsNamed(root, 'DataFormatSpecification').map((element) => readLayout(element, names));
  if (layouts.length === 0)
    raise(
      problem('unsupported_format', 'The file has no DataFormatSpecification; it is no EPTS metadata.', {
        file,
        line: 1,
        field: 'DataFormatSpecification',
      }),
    );
  const fps = Number(textOf(root, 'Metadata', 'GlobalConfig', 'FrameRate') || Number.NaN);
  return {
    fps: fps > 0 && fps <= 1000 ? fps : undefined,
    classes: classesOf(root),
    layouts,
    ...groundOf(root, names, options),
  };
}
