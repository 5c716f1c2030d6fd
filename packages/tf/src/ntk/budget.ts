import { TfError } from '../errors.ts'
import { shownBytes } from '../planning/bytes.ts'

/** Bytes that a measure may take if it is not told: 1 GiB. */
export const MEMORY: number = 2 ** 30
/** What WebAssembly can have, less what is not a buffer. */
const MOST = 4.2e9

/** What a probe costs. */
export interface Cost {
  /** Bytes of the results for n samples. */
  results(n: number): number
  /** Bytes of all that is held for so many samples at once. */
  held(samples: number): number
}

/**
 * How many of n samples can be held at once: all of them, or at least two, so that each can be multiplied with each.
 *
 * @throws TfError that says how many samples are accepted, where the results and two samples take more than `memory`.
 */
export function capacityOf(n: number, memory: number, { results, held }: Cost): number {
  const fits = (samples: number, together: number): boolean =>
    results(samples) + held(together) <= memory && held(together) <= MOST
  if (!fits(n, Math.min(n, 2))) {
    const accepted = largest(n, (samples) => fits(samples, Math.min(samples, 2)))
    throw new TfError(
      accepted > 0
        ? `the probe has ${n} samples: at most ${accepted} are accepted within ${shownBytes(memory)} of memory`
        : `the probe has ${n} samples, and one of this network takes ${shownBytes(results(1) + held(1))}: memory is ${shownBytes(memory)}, at least that much is accepted`,
    )
  }
  return largest(n, (together) => fits(n, together))
}

/** The largest whole number up to n that passes, where all below it do; 0 if none. */
function largest(n: number, passes: (value: number) => boolean): number {
  let low = 0
  let high = n
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (passes(middle)) low = middle
    else high = middle - 1
  }
  return low
}
