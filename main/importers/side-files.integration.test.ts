import { expect, test } from 'vitest';
import { withFiles } from './formats/testing/read-format.ts';
import { readHomography } from './side-files.ts';

const text = '1 2 3\n5 4 6\n7 8 9\n';

async function readAs(name: string, content: string) {
  return withFiles({ [name]: content }, (pathOf) =>
    readHomography({ role: 'homography', path: pathOf(name), label: name }),
  );
}

test('a homography comes as JSON, as plain text, or as H.txt of ETH and UCY', async () => {
  const rows = [1, 2, 3, 5, 4, 6, 7, 8, 9];
  expect(await readAs('ground.json', JSON.stringify(rows))).toEqual({ ok: true, value: rows });
  expect(await readAs('ground.txt', text)).toEqual({ ok: true, value: rows });
  expect(await readAs('H.txt', text)).toEqual({ ok: true, value: [2, 1, 3, 4, 5, 6, 8, 7, 9] });
});

test('a homography in another kind of file, or a broken one, is refused by its name', async () => {
  expect(await readAs('ground.csv', text)).toMatchObject({
    ok: false,
    error: {
      code: 'unsupported_format',
      file: 'ground.csv',
      hint: 'Files ending in .json, .txt can be read.',
    },
  });
  expect(await readAs('H.txt', '1 2\n')).toMatchObject({ ok: false, error: { file: 'H.txt', line: 1 } });
});
