import { frameStartS } from '#contract/entities/frame-index';
import { groundOf, pictureToGround } from './camera.ts';
import { captionsText } from './captions.ts';
import { plazaZones } from './layout.ts';
import { posesOf } from './poses.ts';
import type { Scenery } from './sample-scene.ts';
import { trueEventKinds } from './true-events.ts';

/** A number with at most `digits` decimals and no needless zeros. */
function short(value: number, digits: number): string {
  const scale = 10 ** digits;
  return String(Math.round(value * scale) / scale);
}

/** Detections and their tracks as CSV, by picture and then agent. */
export function tracksText({ observations, presentation, camera }: Scenery): string {
  const homography = pictureToGround(camera);
  const lines = ['frame,t_s,track_id,class,x,y,w,h,xw,yw,conf,occlusion'];
  observations.forEach((picture, frame) => {
    const timeS = short(frameStartS(presentation.index, frame), 6);
    for (const { agent, box, footX, footY, conf, occlusion } of picture) {
      const ground = groundOf(homography, footX, footY);
      const numbers = [box.x, box.y, box.w, box.h].map((value) => short(value, 2)).join(',');
      const world = `${short(ground.x, 3)},${short(ground.y, 3)}`;
      const quality = `${short(conf, 3)},${short(occlusion, 3)}`;
      lines.push(`${frame},${timeS},${agent.trackId},${agent.className},${numbers},${world},${quality}`);
    }
  });
  return `${lines.join('\n')}\n`;
}

/** Poses as CSV, one row per keypoint. */
export function posesText(scenery: Scenery): string {
  const lines = ['frame,track_id,keypoint,x,y,score'];
  for (const { frame, trackId, points } of posesOf(scenery))
    for (const { keypoint, x, y, score } of points)
      lines.push(`${frame},${trackId},${keypoint},${short(x, 1)},${short(y, 1)},${short(score, 2)}`);
  return `${lines.join('\n')}\n`;
}

/** When each presented picture is shown, as CSV. */
export function frameIndexText({ presentation }: Scenery): string {
  const { ptsUs, durationUs } = presentation.index;
  const rows = Array.from(ptsUs, (pts, frame) => `${frame},${pts},${durationUs[frame] ?? 0}`);
  return `${['frame,pts_us,duration_us', ...rows].join('\n')}\n`;
}

/** The plaza's zones as GeoJSON; coordinates are metres on the ground. */
export function zonesText({ simulation }: Scenery): string {
  const features = plazaZones(simulation.layout).map(({ id, kind, space, points }) => ({
    type: 'Feature',
    properties: { id, kind, space },
    geometry:
      kind === 'area'
        ? { type: 'Polygon', coordinates: [[...points, ...points.slice(0, 1)]] }
        : { type: 'LineString', coordinates: points },
  }));
  return `${JSON.stringify({ type: 'FeatureCollection', features }, undefined, 1)}\n`;
}

/** The homography from picture pixels to ground metres as JSON: nine numbers, row by row. */
export function homographyText({ camera }: Scenery): string {
  return `${JSON.stringify(pictureToGround(camera), undefined, 1)}\n`;
}

/** The true events as CSV; ends are half-open. */
export function trueEventsText({ events, presentation }: Scenery): string {
  const head =
    'sequence,event_id,type,start_frame,end_frame_exclusive,start_s,end_s,actor_ids,object_ids,attributes';
  const rows = events.map(({ type, startFrame, endFrame, actors, objects }, i) => {
    const id = `plaza_e${String(i).padStart(3, '0')}`;
    const times = [startFrame, endFrame].map((frame) => short(frameStartS(presentation.index, frame), 3));
    const attributes = `"{""kind"": ""${trueEventKinds[type]}""}"`;
    const who = `${actors.join('|')},${objects.join('|')}`;
    return `plaza,${id},${type},${startFrame},${endFrame},${times.join(',')},${who},${attributes}`;
  });
  return `${[head, ...rows].join('\n')}\n`;
}

/** A file of the sample project, and what it is for; the true events are no input of the project. */
export interface SampleText {
  readonly role: 'tracks' | 'zones' | 'frame_index' | 'homography' | 'captions' | 'poses' | 'true_events';
  readonly name: string;
  readonly text: string;
}

/** All files of the sample but the clip, the same bytes for the same scenery. */
export function sampleTexts(scenery: Scenery): readonly SampleText[] {
  return [
    { role: 'tracks', name: 'plaza.tracks.csv', text: tracksText(scenery) },
    { role: 'zones', name: 'plaza.zones.geojson', text: zonesText(scenery) },
    { role: 'frame_index', name: 'plaza.frames.csv', text: frameIndexText(scenery) },
    { role: 'homography', name: 'plaza.homography.json', text: homographyText(scenery) },
    { role: 'captions', name: 'plaza.captions.vtt', text: captionsText(scenery) },
    { role: 'poses', name: 'plaza.poses.csv', text: posesText(scenery) },
    { role: 'true_events', name: 'plaza.true-events.csv', text: trueEventsText(scenery) },
  ];
}
