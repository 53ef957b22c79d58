import { expect, it } from 'vitest';
import { hoverAt } from './hover.ts';
import { typed } from './testing/street.ts';

function said(find: string, marked: string): string | undefined {
  const { text, offset } = typed(find, marked);
  const about = hoverAt(text, offset)?.about;
  return about && [about.title, about.detail, ...about.paragraphs.map(({ text: own }) => own)].join('; ');
}

it.each([
  ['speed(p) > $walk', 'sp¦eed(p) > $walk', /^speed\(a\); m\/s; how fast it moves; at least 0; sqrt/],
  ['distance(a, b) <', 'distance¦(a, b) <', /^distance\(a, b\); m; /],
  ['speed(p) > $walk', 'speed(p) > $wa¦lk', '$walk; 1 m/s; how fast one walks at least; 0.5 m/s to 2 m/s'],
  ['when: walking(actor)', 'when: walk¦ing(actor)', 'walking(p); definition; speed(p) > $walk'],
  ['when: walking(actor)', 'when: walking(ac¦tor)', 'actor; role; person'],
  ['speed(actor) < $walk,', 'meets(actor, other) duri¦ng meets(actor, other),', /^during; of bouts; /],
  ['close(actor, other) and', 'close(actor, other) a¦nd', /^and; operator; three-valued/],
  [
    'speed(actor) < $walk,',
    'me¦ets(actor, other),',
    'meets(actor, other); interaction; both are near; one leaves',
  ],
  ['gaps <= 0.5 s', 'ga¦ps <= 0.5 s', /^gaps; of bouts; joined over each gap/],
  ['gaps <= 0.5 s', 'gaps <= 0.5 ¦s', 's; a time'],
  ['value: 1 m/s', 'value: 1 m/¦s', 'm/s; a speed'],
  ['    ends: the last step', '    en¦ds: the last step', /^ends; field; required/],
  ['  near: { val', '  ne¦ar: { val', /^\$near; 3 m/],
  ['{ kind: area', '{ ki¦nd: area', 'kind; field; area or line'],
  ['{ actor: person }', '{ actor: per¦son }', 'person; class; person, pedestrian'],
  ['  meets:', '  me¦ets:', /^meets\(actor, other\); interaction/],
])('%j under the pointer as %j', (find, marked, expected) => {
  expect(said(find, marked)).toMatch(expected);
});

it.each([
  ['the first step', 'the fi¦rst step'],
  ['# reach', '# re¦ach'],
  ['walking(actor)', 'unknown¦_name(actor)'],
])('nothing is said of %j', (find, marked) => {
  expect(said(find, marked)).toBeUndefined();
});
