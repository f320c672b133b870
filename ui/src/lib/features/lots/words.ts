/// A place goods can be at, as one line of text.
import type { NodeView } from '$lib/api';
import { named, t } from '$lib/i18n/i18n.svelte';

export function nodeText(node: NodeView): string {
  const kind = node.kind === 'loss' && node.cause ? t('node-loss', { cause: t(`cause-${node.cause.replaceAll('_', '-')}`) }) : t(`node-${node.kind}`);
  const name = named(node.names);
  if (node.kind === 'site') return [name, node.place_name].filter(Boolean).join(' / ');
  return name ? `${kind} · ${name}` : kind;
}

export const dashed = (text: string) => text.toLowerCase().replaceAll('_', '-');
