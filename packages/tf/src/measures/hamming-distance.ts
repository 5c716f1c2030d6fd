import { refuse } from '../door.ts'
import { TfError } from '../errors.ts'
import type { ActivationPattern } from './activation-pattern.ts'

/** Shares of entries that differ, from 0 to 1. */
export interface HammingDistances {
  /** Over all neurons of all ReLUs; NaN for a network that has none. */
  readonly whole: number
  readonly layers: { readonly [relu: string]: number }
}

/**
 * The Hamming distance of two activation patterns of a network on a probe: the share of (sample, neuron) pairs whose
 * activity differs. Source: arXiv 2406.06158, section 4.
 *
 * @throws TfError for patterns of other layers, or of another number of samples.
 */
export function hammingDistances(before: ActivationPattern, after: ActivationPattern): HammingDistances {
  requirePattern('before', before)
  requirePattern('after', after)
  const [expected, given] = [shown(before), shown(after)]
  if (given !== expected)
    throw new TfError(`after is a pattern of ${given}: one of ${expected}, as before is, is accepted`)
  let all = 0
  let flipped = 0
  const layers: { [relu: string]: number } = {}
  for (const [name, active] of Object.entries(before)) {
    const now = after[name]!
    let differ = 0
    for (let p = 0; p < active.length; p++) differ += active[p] === now[p] ? 0 : 1
    layers[name] = differ / active.length
    all += active.length
    flipped += differ
  }
  return { whole: flipped / all, layers }
}

function requirePattern(what: string, given: ActivationPattern): void {
  const isObject = {}.toString.call(given) === '[object Object]'
  if (!isObject || !Object.values(given).every((active) => ArrayBuffer.isView(active)))
    refuse(what, given, 'an activation pattern, as what activationPatterns() returns gives it,')
}

function shown(pattern: ActivationPattern): string {
  const layers = Object.entries(pattern).map(([name, { length }]) => `${name} [${length}]`)
  return layers.join(', ') || 'no ReLU'
}
