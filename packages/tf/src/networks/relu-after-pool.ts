import type { PlacedLayer } from './network.ts'

/**
 * The same layers with every ReLU that stands right before max pools right behind them: max(0, ·) of the largest entry is
 * the largest of max(0, ·), and its gradient goes to the same entry, to the last bit, while a pool of 2 × 2 leaves a
 * quarter of the entries to go over. Where a window has no number at all, the pool gives −∞, which ReLU turns into NaN and does
 * not hide. For plans in which nobody asks for what is between the two.
 */
export function reluAfterPool(layers: readonly PlacedLayer[]): PlacedLayer[] {
  const moved: PlacedLayer[] = []
  for (const placed of layers) {
    let at = moved.length
    if (placed.layer.kind === 'maxPool') while (moved[at - 1]?.layer.kind === 'relu') at--
    const behind = moved.splice(at)
    moved.push(placed, ...behind.map((relu) => ({ ...relu, input: placed.output, output: placed.output })))
  }
  return moved
}
