/// Where a site lies is said on its page, in degrees as the catalogue has them.
import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import SitePage from '$lib/features/sites/SitePage.svelte';
import { answering, signIn } from './hosted';

beforeEach(async () => {
  vi.restoreAllMocks();
  await signIn('keeper');
});

const told = async () => [(await screen.findByTestId('site-latitude')).textContent, screen.getByTestId('site-longitude').textContent];

test.each([
  ['54.98', '-0.5', { latitude: 54_980_000, longitude: -500_000 }],
  ['0', '180', { latitude: 0, longitude: 180_000_000 }],
  ['not known', 'not known', { latitude: null, longitude: null }],
  ['not known', 'not known', null],
])('a site lies at %s, %s', async (latitude, longitude, facilities) => {
  await answering({ site_page: () => ({ ...data.sitePage, site: { ...data.sitePage.site, facilities } }) });
  render(SitePage, { id: 'pab' });
  expect(await told()).toEqual([latitude, longitude]);
});
