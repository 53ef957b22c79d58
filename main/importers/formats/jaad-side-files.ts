/** Files of JAAD that lie beside its tracks, by their root elements, and what they tell. */
export const jaadSideFiles: ReadonlyMap<string, string> = new Map([
  ['pedestrian_appearance', 'the appearance of pedestrians'],
  ['ped_attributes', 'attributes of pedestrians'],
  ['traffic_scene', 'the traffic scene'],
  ['vehicle_info', "the vehicle's own action"],
]);

/** The name of the first element of an XML text; empty where it begins with none. */
export function rootName(text: string): string {
  const inside = text.replace(/^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*)*/, '');
  return /^<([A-Za-z_][\w.-]*)/.exec(inside)?.[1] ?? '';
}
