import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groundOf, pictureToGround, plazaCamera, project } from './camera.ts';
import { plazaLayout } from './layout.ts';

test('the homography brings every ground point in view back from the picture to within a micrometre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      fc.constantFrom(1, 1.4, 2),
      (across, along, size) => {
        const layout = plazaLayout(40 * size, 24 * size);
        const camera = plazaCamera(layout);
        const ground = { x: across * layout.widthM, y: along * layout.depthM };
        const seen = project(camera, [ground.x, ground.y, 0]);
        const back = groundOf(pictureToGround(camera), seen.x, seen.y);
        expect(Math.abs(back.x - ground.x)).toBeLessThan(1e-6);
        expect(Math.abs(back.y - ground.y)).toBeLessThan(1e-6);
      },
    ),
    { seed: 4 },
  );
});

test('what stands higher appears higher in the picture, and what is farther smaller', () => {
  const camera = plazaCamera(plazaLayout(40, 24));
  const heightPx = (y: number): number => project(camera, [18, y, 0]).y - project(camera, [18, y, 1.7]).y;
  expect(heightPx(5)).toBeGreaterThan(heightPx(15));
  expect(heightPx(15)).toBeGreaterThan(20);
});
