import { expect, test } from 'vitest';
import { askedHost, chooseHost, type Situation } from './choose-host.ts';

const desk: Situation = { asked: undefined, mayOpenWindow: true, electronIsHere: true };

test('opens in Electron when its program is here', () => {
  expect(chooseHost(desk)).toBe('electron');
});

test('tries a download before it falls back to the loopback host', () => {
  expect(chooseHost({ ...desk, electronIsHere: false })).toBe('try electron');
});

test('serves by loopback where no window may open, even with Electron here', () => {
  expect(chooseHost({ ...desk, mayOpenWindow: false })).toBe('loopback');
});

test('does what it was asked', () => {
  expect(chooseHost({ ...desk, asked: 'loopback' })).toBe('loopback');
  expect(chooseHost({ asked: 'electron', mayOpenWindow: false, electronIsHere: true })).toBe('electron');
  expect(chooseHost({ ...desk, asked: 'electron', electronIsHere: false })).toBe('download electron');
});

test('refuses a host that does not exist, and takes an empty name for none', () => {
  expect(() => askedHost('browser')).toThrow('may be `loopback` or `electron`');
  expect(askedHost('')).toBeUndefined();
});
