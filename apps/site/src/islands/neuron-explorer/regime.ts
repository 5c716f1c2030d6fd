import type { Point } from '../kit/plane.ts'
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
  'This start lies on the border between the two signs that a can end with: the exact flow never reaches the target, ' +
  'and rounding decides whether a curve leaves the border.'

/** A start as close to the line through 0 and the target as three decimals can tell counts as on it. */
const ALIGNED = 1e-9

const SIZES = 'The kernel can still change, because a and w change in size.'

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

/** Whether the flow, and not the rounding of whoever computes it, decides where β ends. */
export function isDecided({ target }: ExplorerState, { basin }: Solution): boolean {
  return basin === 1 || basin === -1 || Math.hypot(...target) === 0
}

/** Which regime a state is in, and why, in plain words. */
export function regimeOf(state: ExplorerState, solution: Solution): Regime {
  const { beta0, target, delta } = state
  const { start } = solution
  const [startSize, targetSize] = [Math.hypot(...beta0), Math.hypot(...target)]
  if (start.a0 === 0 && startSize === 0)
    return { name: 'Nothing moves', why: 'a and w are both 0: neither has a gradient.' }
  if (beta0[0] === target[0] && beta0[1] === target[1])
    return { name: 'Nothing to learn', why: 'The start is already the target.' }
  const kind = isOnLine(state)
    ? withNothingToTurn(state)
    : kindOf(delta, turningShare(delta, Math.max(startSize, targetSize)))
  return isDecided(state, solution) ? kind : { name: kind.name, why: `${kind.why} ${BORDER}` }
}

/** Whether β₀, 0 and the target lie on one line, which β then never leaves. */
function isOnLine({ beta0, target }: ExplorerState): boolean {
  return Math.abs(beta0[0] * target[1] - beta0[1] * target[0]) < ALIGNED
}

function withNothingToTurn({ beta0, target, delta }: ExplorerState): Regime {
  const side = delta > 0 ? 'Upstream' : delta < 0 ? 'Downstream' : 'Balanced'
  return { name: `${side}: nothing to turn`, why: `${lineOf(beta0, target, delta)} ${SIZES}` }
}

/** What β does on the line through β₀ and the target. */
function lineOf(beta0: Point, target: Point, delta: number): string {
  if (Math.hypot(...target) === 0) return 'The target is 0, so β only shrinks, along the line it is on.'
  if (Math.hypot(...beta0) === 0)
    return 'β starts at 0, where it has no direction yet, and grows straight to the target.'
  if (beta0[0] * target[0] + beta0[1] * target[1] > 0)
    return 'β₀ already points in the direction of the target, so only its size changes.'
  const away = 'β₀ points straight away from the target, so β runs along one line to 0'
  if (delta === 0) return `${away}, where a and w are both 0.`
  return `${away} and through it, where ${delta > 0 ? 'w' : 'a'} changes sign.`
}

function kindOf(delta: number, share: number): Regime {
  if (delta === 0)
    return {
      name: 'Balanced: rich',
      why: 'Both parts of M are ‖β‖, so β moves half as fast across its direction as along it, and more slowly the smaller it is.',
    }
  if (delta > 0)
    return share >= 1 - CLEAR
      ? {
          name: 'Upstream: lazy',
          why: 'a² is by far the larger part of M, so β moves almost equally fast in every direction: nearly straight to the target.',
        }
      : {
          name: 'Upstream: between rich and lazy',
          why: 'a² is larger than ‖w‖², but not so much larger that ‖w‖² is negligible: β moves more slowly across its direction than along it.',
        }
  return share <= CLEAR
    ? {
        name: 'Downstream: delayed rich',
        why: '‖w‖² is by far the larger part of M, so β moves fast along its direction and turns slowly: first the size, much later the direction.',
      }
    : {
        name: 'Downstream: between rich and delayed rich',
        why: '‖w‖² is larger than a², but not so much larger that a² is negligible: β moves less than half as fast across its direction as along it.',
      }
}
