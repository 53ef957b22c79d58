import { useEffect, useRef } from 'react';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Source } from '#contract/entities/source';
import { httpPaths } from '#contract/http';
import type { Player } from './player.ts';
import { openVideo } from './video-screen.ts';

export interface ClipVideoProps {
  readonly source: Source;
  readonly index: FrameIndex;
  readonly player: Player;
  readonly onFail: (message: string) => void;
}

/** The clip of a passed source; one element per source, kept while its candidates are reviewed. */
export function ClipVideo({ source, index, player, onFail }: ClipVideoProps) {
  const host = useRef<HTMLDivElement>(null);
  const { id, clipMime, name, firstPictureUs = 0 } = source;
  useEffect(() => {
    if (host.current === null) return undefined;
    const screen = openVideo(host.current, {
      path: httpPaths.clip(id),
      mime: clipMime ?? 'video/webm',
      index,
      firstPictureS: firstPictureUs / 1e6,
      label: `Clip ${name}`,
      onShown: (frame) => player.reportShown(frame),
      onFail,
    });
    const detach = player.attach(index, screen);
    return () => {
      detach();
      screen.dispose();
    };
  }, [id, clipMime, name, firstPictureUs, index, player, onFail]);
  return <div ref={host} className="clip-video absolute inset-0" />;
}
