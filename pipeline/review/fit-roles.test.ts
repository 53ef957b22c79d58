import { describe, expect, test } from 'vitest';
import type { EventTypeSummary } from '#contract/entities/ontology-version';
import { fitRoles } from './fit-roles.ts';

function typeOf(parts: Partial<EventTypeSummary>): EventTypeSummary {
  const roles = [{ name: 'actor', classes: ['person'], is: 'actor' as const }];
  return {
    type: 'crosses_road',
    kind: 'action',
    roles,
    zones: [],
    symmetric: false,
    starts: '',
    ends: '',
    ...parts,
  };
}

const alone = {
  actors: [{ role: 'actor', trackId: 'p1' }],
  objects: [{ role: 'zone', trackId: 'zone:bench' }],
};
const pair = { actors: [{ role: 'actor', trackId: 'p1' }], objects: [{ role: 'other', trackId: 'p2' }] };

test('another type brings its own zones', () => {
  expect(fitRoles(typeOf({ zones: ['road'] }), alone)).toEqual({
    ok: true,
    value: { actors: alone.actors, objects: [{ role: 'zone', trackId: 'zone:road' }] },
  });
});

test('two tracks take the roles of the type in order', () => {
  const roles = [
    { name: 'leader', classes: [], is: 'actor' as const },
    { name: 'follower', classes: [], is: 'actor' as const },
  ];
  expect(fitRoles(typeOf({ roles }), pair)).toMatchObject({
    value: {
      actors: [
        { role: 'leader', trackId: 'p1' },
        { role: 'follower', trackId: 'p2' },
      ],
      objects: [],
    },
  });
});

test('a type of its own kind leaves the cast as it is', () => {
  const roles = [
    { name: 'actor', classes: [], is: 'actor' as const },
    { name: 'other', classes: [], is: 'object' as const },
  ];
  expect(fitRoles(typeOf({ roles }), pair)).toEqual({ ok: true, value: pair });
});

test('a type that takes more or fewer tracks is refused, naming both sides', () => {
  const roles = [
    { name: 'actor', classes: [], is: 'actor' as const },
    { name: 'other', classes: [], is: 'object' as const },
  ];
  expect(fitRoles(typeOf({ type: 'meets', roles }), alone)).toMatchObject({
    ok: false,
    error: {
      code: 'bad_value',
      field: 'type',
      message: '"meets" is about actor and other, and this candidate names p1 only.',
    },
  });
  expect(fitRoles(typeOf({}), pair)).toMatchObject({
    ok: false,
    error: { message: '"crosses_road" is about actor alone, and this candidate names p1, p2.' },
  });
});

describe('a type with an optional and a repeated role', () => {
  const roles = [
    { name: 'actor', classes: [], is: 'actor' as const },
    { name: 'other', classes: [], is: 'object' as const, optional: true },
  ];
  const many = [
    { name: 'leader', classes: [], is: 'actor' as const },
    { name: 'led', classes: [], is: 'object' as const, repeated: 2 },
  ];
  const named = (...participants: readonly (readonly [role: string, trackId: string])[]) =>
    participants.map(([role, trackId]) => ({ role, trackId }));

  test('takes one track or two', () => {
    const lone = { actors: alone.actors, objects: [] };
    expect(fitRoles(typeOf({ roles }), lone)).toEqual({ ok: true, value: lone });
    expect(fitRoles(typeOf({ roles }), pair)).toEqual({ ok: true, value: pair });
  });

  test('keeps all that play in the repeated role, and whom a reviewer took out is out', () => {
    const all = {
      actors: named(['leader', 'p1']),
      objects: named(['led', 'p2'], ['led', 'p3'], ['led', 'p4']),
    };
    expect(fitRoles(typeOf({ roles: many }), all)).toEqual({ ok: true, value: all });
    const fewer = { ...all, objects: all.objects.slice(1, 2) };
    expect(fitRoles(typeOf({ roles: many }), fewer)).toEqual({ ok: true, value: fewer });
  });

  test('takes those of another type in order, the rest in the repeated role', () => {
    expect(fitRoles(typeOf({ roles: many }), pair)).toMatchObject({
      value: { actors: named(['leader', 'p1']), objects: named(['led', 'p2']) },
    });
    expect(fitRoles(typeOf({ roles: many }), alone)).toMatchObject({ ok: false });
  });

  test('takes its roles by their names in whatever order the type has them', () => {
    const turned = roles.map((role) => ({ ...role, optional: false })).toReversed();
    expect(fitRoles(typeOf({ roles: turned }), pair)).toEqual({ ok: true, value: pair });
  });
});
