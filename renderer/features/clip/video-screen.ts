import './video-js-style.ts';
import videojs from 'video.js';
import 'video.js/dist/video-js.css';
import type { FrameIndex } from '#contract/entities/frame-index';
import { presentedFrame, seekTimeS } from './frame-index.ts';
import type { Screen } from './player.ts';

export interface VideoOptions {
  readonly path: string;
  readonly mime: string;
  readonly index: FrameIndex;
  /** Seconds on the player's clock at which picture 0 appears; the index counts from there. */
  readonly firstPictureS: number;
  readonly label: string;
  /** Hears every picture that comes onto the screen, in presentation order of the index. */
  readonly onShown: (frame: number) => void;
  /** Hears why the clip cannot be played, as a sentence. */
  readonly onFail: (message: string) => void;
}

export interface VideoScreen extends Screen {
  dispose(): void;
}

function watchPictures(video: HTMLVideoElement, options: VideoOptions): () => void {
  let request = 0;
  const shown = (_nowMs: number, { mediaTime }: { readonly mediaTime: number }): void => {
    request = video.requestVideoFrameCallback(shown);
    options.onShown(presentedFrame(options.index, mediaTime, options.firstPictureS));
  };
  request = video.requestVideoFrameCallback(shown);
  return () => video.cancelVideoFrameCallback(request);
}

/** Seeks one after the other: while one is under way only the latest wish is kept. */
function createSeeker(
  video: HTMLVideoElement,
  { index, firstPictureS }: Pick<VideoOptions, 'index' | 'firstPictureS'>,
): (frame: number) => void {
  let wanted: number | undefined;
  let going: number | undefined;
  const start = (): void => {
    if (wanted === undefined || going !== undefined || video.readyState < HTMLMediaElement.HAVE_METADATA)
      return;
    going = wanted;
    wanted = undefined;
    video.currentTime = seekTimeS(index, going, firstPictureS);
  };
  video.addEventListener('loadedmetadata', start);
  video.addEventListener('seeked', () => {
    going = undefined;
    start();
  });
  return (frame) => {
    // Also where it is being sought already: a playing clip may have moved on before it hears that the seek is done.
    wanted = frame;
    start();
  };
}

/** Opens a clip in `host` with video.js, muted and without controls; seeks to just before the middle of pictures. */
export function openVideo(host: HTMLElement, options: VideoOptions): VideoScreen {
  const video = document.createElement('video');
  video.className = 'video-js';
  video.setAttribute('aria-label', options.label);
  video.playsInline = true;
  // Before video.js gets to it: a page that was not clicked yet may only play what is silent.
  video.defaultMuted = true;
  video.muted = true;
  video.tabIndex = -1;
  host.append(video);
  const player = videojs(video, {
    fill: true,
    controls: false,
    muted: true,
    preload: 'auto',
    bigPlayButton: false,
    errorDisplay: false,
    sources: [{ src: options.path, type: options.mime }],
  });
  player.on('error', () => options.onFail(player.error()?.message ?? 'The clip cannot be played here.'));
  const unwatch = watchPictures(video, options);
  let playing = false;
  return {
    seek: createSeeker(video, options),
    play(rate) {
      playing = true;
      video.playbackRate = rate;
      video.play().catch((thrown: unknown) => {
        const interrupted = thrown instanceof DOMException && thrown.name === 'AbortError';
        if (playing && !interrupted) options.onFail('The browser refused to play the clip.');
      });
    },
    pause() {
      playing = false;
      video.pause();
    },
    dispose() {
      unwatch();
      player.dispose();
    },
  };
}
