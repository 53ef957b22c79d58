import { expect, it } from 'vitest';
import { createDesk, startChecking, takeCheck } from './desk.ts';
import { checkText } from './language/check-text.ts';
import { street } from './language/testing/street.ts';

it('the last valid text goes on driving while there is an error', () => {
  const desk = createDesk(undefined);
  takeCheck(desk, checkText(street));
  const { valid } = desk.getState();
  expect(valid?.types).toHaveLength(2);
  takeCheck(desk, checkText(street.replace('> $walk', '> $wlak')));
  expect(desk.getState()).toMatchObject({ valid, stale: false });
  expect(desk.getState().checked?.diagnostics).toHaveLength(1);
});

it('what was found in a text that is no longer there is not told', () => {
  const desk = createDesk(undefined);
  const told: string[] = [];
  const editor = { text: () => street, tell: (text: string) => told.push(text) };
  desk.setState({ editor: editor as never });
  takeCheck(desk, checkText('ontology: ['));
  expect([told, desk.getState().checked]).toEqual([[], undefined]);
  takeCheck(desk, checkText(street));
  expect(told).toEqual([street]);
});

it('a text is looked at when it is asked for', async () => {
  const desk = createDesk(undefined);
  const found = Promise.resolve(checkText(street));
  startChecking(desk, () => found).now(street);
  await found;
  expect(desk.getState().valid?.name).toBe('street');
});
