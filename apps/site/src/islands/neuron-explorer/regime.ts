import type { Solution } from './solution.ts'
import type { ExplorerState } from './state.ts'

/** A regime in words. */
export interface Regime {
  readonly name: string
  readonly why: string
}

/** From here on one part of M is so small beside the other that it hardly shows. */
const CLEAR = 0.15

const BORDER =
  'This start lies on the border between the two signs that a can end with: the exact flow stays short of the target, ' +
  'and whether a curve leaves it is decided by rounding.'

/**
 * How fast β moves across its own direction, in units of how fast it moves along it, when it is as large as `size`:
 * M = ½(κ + δ) I + ½(κ − δ) β̂β̂ᵀ with κ = √(δ² + 4‖β‖²) gives (κ + δ)/2κ. 1 upstream, ½ balanced, 0 downstream; NaN
 * for δ = 0 and size = 0, where nothing moves.
 */
export function turningShare(delta: number, size: number): number {
  const kappa = Math.hypot(delta, 2 * size)
  // (κ + δ)/2κ without cancellation: (κ + δ)(κ − δ) = 4 size².
  return delta >= 0 ? (kappa + delta) / (2 * kappa) : (2 * size * size) / (kappa * (kappa - delta))
}

/** Which regime a state is in, and why, in plain words. */
export function regimeOf({ beta0, target, delta }: ExplorerState, { start, basin }: Solution): Regime {
  const [startSize, targetSize] = [Math.hypot(...beta0), Math.hypot(...target)]
  if (start.a0 === 0 && startSize === 0)
    return { name: 'Nothing moves', why: 'a and w are both 0: neither of them gets a gradient.' }
  if (beta0[0] === target[0] && beta0[1] === target[1])
    return { name: 'Nothing to learn', why: 'The start is the target already.' }
  const share = turningShare(delta, Math.max(startSize, targetSize))
  const kind = kindOf(delta, share)
  const isDecided = basin === 1 || basin === -1 || targetSize === 0
  return isDecided ? kind : { name: kind.name, why: `${kind.why} ${BORDER}` }
}

function kindOf(delta: number, share: number): Regime {
  if (delta === 0)
    return {
      name: 'Balanced: rich',
      why: 'Both parts of M are ‖β‖, so β moves half as fast across its direction as along it, and the slower the smaller it is.',
    }
  if (delta > 0)
    return share >= 1 - CLEAR
      ? {
          name: 'Upstream: lazy',
          why: 'a² is by far the larger part of M, so β moves almost equally fast in every direction: nearly straight to the target.',
        }
      : {
          name: 'Upstream: between rich and lazy',
          why: 'a² is larger than ‖w‖², but not by so much that the other could be left out: β moves more slowly across its direction than along it.',
        }
  return share <= CLEAR
    ? {
        name: 'Downstream: delayed rich',
        why: '‖w‖² is by far the larger part of M, so β moves fast along its direction and turns slowly: first the size, much later the direction.',
      }
    : {
        name: 'Downstream: between rich and delayed rich',
        why: '‖w‖² is larger than a², but not by so much that the other could be left out: β moves less than half as fast across its direction as along it.',
      }
}
