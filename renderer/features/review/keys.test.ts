import { describe, expect, test } from 'vitest';
import { bindingFor, digitOf, keyBindings, type Stroke } from './keys.ts';

function stroke(key: string, more: Partial<Stroke> = {}): Stroke {
  return { key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more };
}

describe('keys', () => {
  test.each([
    ['a', {}, 'accept'],
    ['A', { shiftKey: true }, 'accept'],
    ['x', {}, 'reject'],
    [' ', {}, 'loop'],
    ['ArrowLeft', {}, 'frameBack'],
    ['ArrowLeft', { shiftKey: true }, 'secondBack'],
    ['i', {}, 'startHere'],
    ['I', { shiftKey: true }, 'goStart'],
    [',', { code: 'Comma' }, 'nudgeBack'],
    ['<', { code: 'Comma', shiftKey: true }, 'nudgeBackTen'],
    [';', { code: 'Comma', shiftKey: true }, 'nudgeBackTen'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['z', { metaKey: true }, 'undo'],
    ['?', { shiftKey: true }, 'map'],
  ] as const)('%j with %j means %s', (key, more, id) => {
    expect(bindingFor(stroke(key, more))?.id).toBe(id);
  });

  test('nothing else is taken from the browser', () => {
    expect(bindingFor(stroke('a', { ctrlKey: true }))).toBeUndefined();
    expect(bindingFor(stroke('a', { altKey: true }))).toBeUndefined();
    expect(bindingFor(stroke('z'))).toBeUndefined();
    expect(bindingFor(stroke('q'))).toBeUndefined();
  });

  test('digits go by their place, whatever the layout prints there', () => {
    const french = stroke('&', { code: 'Digit1' });
    expect(bindingFor(french)?.id).toBe('type');
    expect(digitOf(french)).toBe(1);
    expect(digitOf(stroke('0', { code: 'Digit0' }))).toBeUndefined();
  });

  test('no stroke has two meanings', () => {
    const places = keyBindings.flatMap(({ match, shift, ctrl }) =>
      match.flatMap((key) =>
        (shift === undefined ? [true, false] : [shift]).map((held) => `${key} ${held} ${ctrl ?? false}`),
      ),
    );
    expect(new Set(places).size).toBe(places.length);
  });
});
