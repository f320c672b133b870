/// Effects outside a component, for tests.

export function effectRoot(run: () => void): () => void {
  return $effect.root(run);
}
