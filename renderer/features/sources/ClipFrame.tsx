import { useEffect, useRef } from 'react';

export interface ClipFrameProps {
  readonly url: string;
  /** Where to seek, in seconds on the player's clock. */
  readonly timeS: number;
  readonly label: string;
  /** Hears the time of every seek that is done. */
  readonly onShown: (timeS: number) => void;
  readonly onFail: () => void;
}

/** Seeks one after the other: while one is under way only the latest wish is kept. */
function createSeek(video: HTMLVideoElement, onShown: (timeS: number) => void) {
  let wanted: number | undefined;
  let going: number | undefined;
  const start = (): void => {
    if (wanted === undefined || going !== undefined || video.readyState < HTMLMediaElement.HAVE_METADATA)
      return;
    going = wanted;
    wanted = undefined;
    video.currentTime = going;
  };
  const done = (): void => {
    const there = going;
    going = undefined;
    if (there !== undefined && wanted === undefined) onShown(there);
    start();
  };
  video.addEventListener('loadedmetadata', start);
  video.addEventListener('seeked', done);
  return {
    to(timeS: number): void {
      wanted = timeS;
      start();
    },
    end(): void {
      video.removeEventListener('loadedmetadata', start);
      video.removeEventListener('seeked', done);
    },
  };
}

/** One picture of a clip that is not imported yet, standing still. */
export function ClipFrame({ url, timeS, label, onShown, onFail }: ClipFrameProps) {
  const video = useRef<HTMLVideoElement>(null);
  const seek = useRef<ReturnType<typeof createSeek>>(undefined);
  useEffect(() => {
    if (video.current === null) return undefined;
    const made = createSeek(video.current, onShown);
    seek.current = made;
    return () => made.end();
  }, [url, onShown]);
  useEffect(() => seek.current?.to(timeS), [url, timeS, onShown]);
  return (
    <video
      ref={video}
      src={url}
      muted
      playsInline
      preload="auto"
      tabIndex={-1}
      aria-label={label}
      onError={onFail}
      className="absolute inset-0 size-full object-contain"
    />
  );
}
