import { useEffect } from 'react';
import { setPreference } from '../../app/preferences.ts';
import type { Desk } from './desk.ts';
import { memoryKey, type Memory } from './memory.ts';

const restMs = 400;

function memoryOf(desk: Desk): Memory | undefined {
  const { currentId, viewing } = desk.session.getState();
  if (currentId === undefined) return undefined;
  const { speed, frame } = desk.player.store.getState();
  // Until its viewing is there the playhead still stands where the candidate before it was.
  const arrived = viewing?.candidate.id === currentId;
  return arrived && speed === 0 ? { candidateId: currentId, frame } : { candidateId: currentId };
}

/** Remembers candidate and playhead once they rest, and the pending edit and both when the page goes away. */
export function useMemory(desk: Desk): void {
  useEffect(() => {
    let kept = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      const memory = memoryOf(desk);
      const text = memory === undefined ? '' : JSON.stringify(memory);
      if (text === '' || text === kept) return;
      kept = text;
      setPreference(memoryKey(desk.projectId), text);
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, restMs);
    };
    const leave = (): void => {
      clearTimeout(timer);
      keep();
      void desk.drafts.flush();
    };
    const leavePlayer = desk.player.store.subscribe((now, before) => {
      if (now.speed === 0 || before.speed === 0) later();
    });
    const leaveSession = desk.session.subscribe(later);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leaveSession();
      leavePlayer();
      leave();
    };
  }, [desk]);
}
