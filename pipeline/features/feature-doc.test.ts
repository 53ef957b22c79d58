import { expect, it } from 'vitest';
import { featureDoc } from './feature-doc.ts';

it('is the page in docs', async () => {
  await expect(featureDoc()).toMatchFileSnapshot('../../docs/features.md');
});
