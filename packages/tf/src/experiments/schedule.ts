/**
 * The learning rate of an epoch, falling from `initial` along a cosine to 0 at 80 % of all epochs and rising again after
 * that: η (1 + cos(π epoch/(0.8 epochs)))/2. As published.
 */
export function cosineRate(initial: number, epoch: number, epochs: number): number {
  return (initial * (1 + Math.cos((Math.PI * epoch) / (0.8 * epochs)))) / 2
}
