import { useEffect, useRef } from 'react';
import type { Player } from '../clip/player.ts';
import type { TimelineEvents, TimelineModel } from './model.ts';
import { createStrip, type TimelineStrip } from './strip.ts';

export interface TimelineCanvasProps {
  readonly model: Omit<TimelineModel, 'playhead'>;
  readonly player: Player;
  readonly events: TimelineEvents;
  readonly label: string;
}

/** The timeline's canvas; the playhead moves without React. */
export function TimelineCanvas({ model, player, events, label }: TimelineCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const strip = useRef<TimelineStrip>(undefined);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const made = createStrip(element, () => latest.current);
    strip.current = made;
    const sizes = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    sizes.observe(element);
    const themes = new MutationObserver(() => made.repaint());
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const leave = player.store.subscribe(({ frame }) => made.movePlayhead(frame));
    void document.fonts.ready.then(() => made.repaint());
    return () => {
      leave();
      themes.disconnect();
      sizes.disconnect();
      strip.current = undefined;
      made.dispose();
    };
  }, [player]);
  useEffect(() => {
    strip.current?.show({ ...model, playhead: player.store.getState().frame });
  }, [model, player]);
  return (
    <figure
      aria-label={label}
      className="absolute inset-0"
      data-testid="timeline"
      data-start-frame={model.window.startFrame}
      data-end-frame={model.window.endFrame}
    >
      <div ref={host} className="absolute inset-0 touch-none" />
    </figure>
  );
}
