import { createStore, type StoreApi } from 'zustand/vanilla';
import { frameCount, type FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import { createClock, type Clock } from './clock.ts';
import { frameAway } from './frame-index.ts';
import { wrapTo } from './loop.ts';
import { shuttleOn } from './shuttle.ts';

export interface PlayerState {
  /** Where the playhead is: what was asked for while a seek is under way, else what is shown. */
  readonly frame: number;
  /** The picture on screen. */
  readonly shown: number;
  /** 0 stands still, negative plays backwards. */
  readonly speed: number;
  /** Speed of the loop. */
  readonly rate: number;
  readonly looping: boolean;
}

/** What shows pictures: a video element, or a plan that needs none. */
export interface Screen {
  seek(frame: number): void;
  /** Plays forwards by itself; absent where the player's clock must step. */
  readonly play?: (rate: number) => void;
  pause(): void;
}

export interface Player {
  readonly store: StoreApi<PlayerState>;
  /** Gets ready for another clip: what showed the last one is let go. A no-op for the clip that is in. */
  prepare(index: FrameIndex): void;
  /** Puts a clip in: its index, and what shows it. Returns what takes it out again. */
  attach(index: FrameIndex, screen: Screen): () => void;
  /** What the loop goes round; the playhead stays. */
  setLoop(span: FrameSpan | undefined): void;
  /** A picture came onto the screen. */
  reportShown(frame: number): void;
  goTo(frame: number): void;
  step(frames: number): void;
  jump(seconds: number): void;
  play(speed: number): void;
  pause(): void;
  /** Pauses, or loops the event from where the playhead is (from its start, when outside). */
  toggle(): void;
  shuttle(direction: 1 | -1): void;
  setRate(rate: number): void;
  setLooping(looping: boolean): void;
}

interface Deck {
  readonly store: StoreApi<PlayerState>;
  index: FrameIndex | undefined;
  screen: Screen | undefined;
  clock: Clock | undefined;
  loop: FrameSpan | undefined;
}

function clamped(deck: Deck, frame: number): number {
  const last = deck.index === undefined ? Number.POSITIVE_INFINITY : frameCount(deck.index) - 1;
  return Math.min(Math.max(0, Math.round(frame)), Math.max(0, last));
}

function goTo(deck: Deck, frame: number): void {
  const there = clamped(deck, frame);
  deck.store.setState({ frame: there });
  deck.screen?.seek(there);
}

function plays(deck: Deck): boolean {
  return deck.store.getState().speed > 0 && deck.screen?.play !== undefined;
}

function halt(deck: Deck, played: boolean): void {
  deck.screen?.pause();
  // A video shows a picture or two more after it was told to pause.
  if (played) deck.screen?.seek(deck.store.getState().frame);
}

function run(deck: Deck, speed: number): void {
  const played = plays(deck);
  deck.store.setState({ speed });
  deck.clock?.stop();
  if (plays(deck)) {
    deck.screen?.play?.(speed);
    return;
  }
  halt(deck, played);
  deck.clock?.run(deck.store.getState().frame, speed);
}

function onClock(deck: Deck, frame: number): void {
  const { speed, looping } = deck.store.getState();
  const loop = looping ? deck.loop : undefined;
  const count = deck.index === undefined ? 1 : frameCount(deck.index);
  const wrapped = speed > 0 ? wrapTo(frame, loop, count) : undefined;
  goTo(deck, wrapped ?? frame);
  if (wrapped !== undefined && loop !== undefined) run(deck, speed);
  else if (wrapped !== undefined || (speed < 0 && frame === 0)) run(deck, 0);
}

function onShown(deck: Deck, frame: number): void {
  const { looping } = deck.store.getState();
  const playing = plays(deck);
  deck.store.setState(playing ? { shown: frame, frame } : { shown: frame });
  if (!playing || deck.index === undefined) return;
  const loop = looping ? deck.loop : undefined;
  const wrapped = wrapTo(frame, loop, frameCount(deck.index));
  if (wrapped === undefined) return;
  if (loop === undefined) run(deck, 0);
  else deck.screen?.seek(wrapped);
}

function toggle(deck: Deck): void {
  const { speed, rate, frame } = deck.store.getState();
  if (speed !== 0) {
    run(deck, 0);
    return;
  }
  deck.store.setState({ looping: true });
  const { loop } = deck;
  if (loop !== undefined && (frame < loop.startFrame || frame >= loop.endFrame - 1))
    goTo(deck, loop.startFrame);
  run(deck, rate);
}

function prepare(deck: Deck, index: FrameIndex): void {
  if (deck.index === index) return;
  deck.clock?.stop();
  deck.screen?.pause();
  deck.screen = undefined;
  deck.clock = undefined;
  deck.index = index;
  deck.store.setState({ shown: -1, speed: 0 });
}

function attach(deck: Deck, index: FrameIndex, screen: Screen): () => void {
  deck.index = index;
  deck.screen = screen;
  deck.clock = createClock(index, (frame) => onClock(deck, frame));
  screen.seek(deck.store.getState().frame);
  run(deck, deck.store.getState().speed);
  return () => {
    deck.clock?.stop();
    if (deck.screen === screen) deck.screen = undefined;
  };
}

/** The player of one review screen; its state is a small store that canvases follow without React. */
export function createPlayer(): Player {
  const store = createStore<PlayerState>(() => ({ frame: 0, shown: -1, speed: 0, rate: 1, looping: true }));
  const deck: Deck = { store, index: undefined, screen: undefined, clock: undefined, loop: undefined };
  const state = store.getState;
  const still = (frame: number): void => {
    run(deck, 0);
    goTo(deck, frame);
  };
  return {
    store,
    prepare: (index) => prepare(deck, index),
    attach: (index, screen) => attach(deck, index, screen),
    setLoop(span) {
      deck.loop = span;
    },
    reportShown: (frame) => onShown(deck, frame),
    goTo: still,
    step: (frames) => still(state().frame + frames),
    jump(seconds) {
      if (deck.index !== undefined) still(frameAway(deck.index, state().frame, seconds));
    },
    play: (speed) => run(deck, speed),
    pause: () => run(deck, 0),
    toggle: () => toggle(deck),
    shuttle(direction) {
      store.setState({ looping: false });
      run(deck, shuttleOn(state().speed, direction));
    },
    setRate(rate) {
      store.setState({ rate });
      if (state().speed > 0) run(deck, rate);
    },
    setLooping: (looping) => store.setState({ looping }),
  };
}
