/// How the state of a transfer looks.
import type { TransferState } from '$lib/api';

export type Tone = 'ok' | 'warn' | 'bad' | 'plain';

const tones: Record<TransferState, Tone> = {
  on_the_road: 'plain',
  received_first: 'warn',
  received: 'ok',
  discrepancy: 'warn',
  settled: 'ok',
  taken_back: 'plain',
  contested: 'bad',
  quarantined: 'bad',
};

export const stateTone = (state: TransferState): Tone => tones[state];
