/// The deadlines of a transport in words, and which of them still ask something of somebody.
import type { TransportView, TransportWarning } from '$lib/api';
import { t } from '$lib/i18n/i18n.svelte';

export function warningText(warning: TransportWarning): string {
  const count = 'days_left' in warning ? warning.days_left : 0;
  return t(`warning-${warning.kind.replaceAll('_', '-')}`, { count });
}

/** Due, and in time yet: said more mildly than what is late. */
export const inTime = (warning: TransportWarning) => warning.kind === 'notification_due' || warning.kind === 'application_due';

/** A deadline is due or missed, and what it asks for can still be recorded. What was late and is done needs nobody. */
export function waits(row: TransportView): boolean {
  return row.warnings.some(({ kind }) => {
    if (kind === 'notification_due' || kind === 'not_notified') return row.next.includes('notified');
    if (kind === 'application_due' || kind === 'application_overdue' || kind === 'ended_without_application') return row.next.includes('applied');
    return false;
  });
}
