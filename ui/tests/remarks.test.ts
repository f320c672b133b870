/// I-20 in the window: whatever call writes a text that seems to name somebody, the person is asked, and decides.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { api, newId, type RecordHeadCount } from '$lib/api';
import RemarkQuestion from '$lib/components/RemarkQuestion.svelte';

const heads = (): RecordHeadCount => ({
  id: newId(),
  site: newId(),
  day: '2021-07-24',
  band: 'total',
  number: { value: 160, qualifier: 'EXACT' },
  method: 'counted',
  remark: 'AB1234567',
  date_confirmed: false,
  draft: null,
});

const answer = async (testid: string) => fireEvent.click(await screen.findByTestId(testid, {}, { timeout: 9000 }));

test('it is kept when the person says that it names nobody', async () => {
  render(RemarkQuestion);
  const request = heads();
  const kept = api.recordHeadCount(request);
  await answer('action-confirm-remark');
  expect((await kept).id).toBe(request.id);
}, 20000);

test('it is not kept when the person changes it, nor where nobody can be asked', async () => {
  const { unmount } = render(RemarkQuestion);
  const refused = expect(api.recordHeadCount(heads())).rejects.toMatchObject({ code: 'remark-may-identify' });
  await answer('action-change-remark');
  await refused;
  unmount();
  await expect(api.recordHeadCount(heads())).rejects.toMatchObject({ code: 'remark-may-identify' });
}, 20000);
