import { TfError } from '../errors.ts'
import type { Network, PlacedParameter } from '../networks/network.ts'
import type { Buffers, Plan } from '../networks/plan.ts'
import { positionsOf } from '../networks/work.ts'
import type { Step } from '../planning/planning.ts'
import type { PlannedParameter } from '../planning/value.ts'

/** A step that writes the gradient of parameters. */
export interface SlopeStep {
  readonly step: Step
  /** Whose parameters they are: a bias is often added in a step of the layer that comes next. */
  readonly layer: string
  readonly pieces: readonly PlacedParameter[]
  readonly size: number
  /** At how many places of a sample they are used. */
  readonly positions: number
}

/**
 * The steps of a plan that write the gradient of parameters, together of all.
 *
 * @throws TfError for parameters whose gradient no step writes, or more than one.
 */
export function slopeSteps(network: Network, buffers: Buffers, { steps }: Plan): SlopeStep[] {
  const seen = new Set<PlacedParameter>()
  const positions = positionsOf(network)
  const placed = ({ at }: PlannedParameter): PlacedParameter => {
    const found = network.parameters.find(({ offset }) => buffers.parameters + 4 * offset === at)
    if (!found || seen.has(found))
      throw new TfError(`${found ? `${found.layer}'s ${found.name}` : 'a parameter'} has its gradient from two steps`)
    seen.add(found)
    return found
  }
  const found = steps.flatMap(({ step }): SlopeStep[] => {
    if (!step.slope || !step.parameters?.length) return []
    const pieces = step.parameters.map(placed)
    const { layer } = pieces[0]!
    const size = pieces.reduce((sum, piece) => sum + piece.size, 0)
    return [{ step, layer, pieces, size, positions: positions.get(layer)! }]
  })
  const missing = network.parameters.find((parameter) => parameter.size > 0 && !seen.has(parameter))
  if (missing) throw new TfError(`no step writes the gradient of ${missing.layer}'s ${missing.name}`)
  return found
}
