/// Records of the registers and access notes are put right: a row opens its form, filled, and is kept under its own id.
import { render, screen, waitFor } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api, type Calls } from '$lib/api';
import AssetForm from '$lib/features/registers/AssetForm.svelte';
import DeploymentForm from '$lib/features/registers/DeploymentForm.svelte';
import FigureForm from '$lib/features/registers/FigureForm.svelte';
import RegistersPage from '$lib/features/registers/RegistersPage.svelte';
import AccessNoteForm from '$lib/features/sites/AccessNoteForm.svelte';
import SitePage from '$lib/features/sites/SitePage.svelte';
import { fill, overheard, press, signIn, stand, valueOf } from './hosted';

const { registers, sitePage } = data;
const agency = { agency: 'p-LT', agency_names: { en: 'Lithuania' } };
Object.assign(registers.deployments[0] ?? {}, { ...agency, place: 'Vilnius', to: '2021-12', baseline: true, number: { value: 104, qualifier: 'AROUND' } });
Object.assign(registers.assets[0] ?? {}, { holder: 'p-LT', holder_names: agency.agency_names, place: 'Vilnius' });
Object.assign(registers.figures[0] ?? {}, { words: 'up to 15 000' });
registers.figures.push({ id: 'fig-2', series: 'stranded', place: 'BY', number: { value: 2_000, qualifier: 'EXACT' }, words: null, as_of: null, source: 'a paper', within: 'fig-1', relation: 'subset', computed: null, check: null, explanations: [], at_least: null });

beforeEach(() => signIn('coordinator'));
afterEach(() => void vi.restoreAllMocks());

const links = (root: ParentNode) => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');

interface Case {
  page: Component<{ id: string }>;
  from: string;
  form: Component<Record<string, never>>;
  call: keyof Calls;
  row: Record<string, unknown>;
  /** A field to change, by its name in the request and its input. */
  field: [name: string, input: string, value: string];
}
const registersPage = RegistersPage as unknown as Case['page'];
const cases: Record<string, Case> = {
  deployment: { page: registersPage, from: '#/registers?tab=deployments', form: DeploymentForm, call: 'record_deployment', row: { ...registers.deployments[0] }, field: ['to', 'field-to', '2021-11'] },
  asset: { page: registersPage, from: '#/registers?tab=assets', form: AssetForm, call: 'record_asset', row: { ...registers.assets[0] }, field: ['kind', 'field-kind', 'vehicles'] },
  figure: { page: registersPage, from: '#/registers?tab=figures', form: FigureForm, call: 'record_figure', row: { ...registers.figures[0] }, field: ['words', 'field-words', 'as many as 15 000'] },
  'figure within': { page: registersPage, from: '#/registers?tab=figures', form: FigureForm, call: 'record_figure', row: { ...registers.figures[1] }, field: ['source', 'field-source', 'another paper'] },
  'access note': { page: SitePage, from: '#/site/pab', form: AccessNoteForm, call: 'record_access_note', row: { ...sitePage.access_notes[0] }, field: ['valid_to', 'field-valid-to', '2021-12-31'] },
};

test.each(Object.entries(cases))('a row opens its form, filled, and is kept under its own id: %s', async (_name, one) => {
  const asked = await overheard();
  stand(one.from);
  const list = render(one.page, { id: 'pab' });
  const wanted = await waitFor(() => {
    const found = links(list.container).find((href) => href.includes(`id=${String(one.row.id)}`));
    if (!found) throw new Error('no row leads to its form');
    return found;
  });
  list.unmount();
  stand(wanted);
  render(one.form);
  const [name, input, value] = one.field;
  await fill(input, value);
  await press('action-post');
  await waitFor(() => expect(asked(one.call)).toHaveLength(1));
  const request = asked(one.call)[0] as unknown as Record<string, unknown>;
  const same = Object.keys(request).filter((key) => key in one.row && key !== name);
  expect(same.length).toBeGreaterThan(4);
  for (const key of same) expect(request[key], key).toEqual(one.row[key]);
  expect(request[name]).toBe(value);
});

test('who may not change a row has no link', async () => {
  await signIn('keeper');
  stand('#/registers?tab=deployments');
  const { container } = render(RegistersPage);
  await screen.findByTestId('row-deployment');
  expect(links(container).filter((href) => href.includes('id='))).toEqual([]);
});

test('a draft taken up while a record is put right brings only what it has', async () => {
  await api.saveDraft({ id: 'draft-deployment', kind: 'deployment', content: { id: 'another', country: 'LT', as_of: '2021-07-24', role: 'drivers' } });
  stand('#/registers/deployment?id=dep-1');
  render(DeploymentForm);
  await waitFor(() => expect(valueOf('field-place')).toBe('Vilnius'));
  await press('action-continue-draft');
  await waitFor(() => expect(valueOf('field-role')).toBe('drivers'));
  expect([valueOf('field-place'), valueOf('field-to')]).toEqual(['', '']);
  await api.discardDraft({ id: 'draft-deployment' });
});
