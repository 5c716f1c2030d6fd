import { refuse } from '../door.ts'
import { TfError } from '../errors.ts'
import type { Step } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import { type Shape, shownShape } from '../shape.ts'
import type { Network } from './network.ts'

/**
 * @throws TfError unless what a layer's plan gave is a value of the shape that the layer said, its steps write it where it
 * is not the input itself, and one of them goes back where the gradient of the input is asked for.
 */
export function requirePlanned(given: Value, x: Value, output: Shape, steps: readonly Step[]): void {
  if (!(Number.isInteger(given?.at) && Number.isInteger(given.gradient) && Array.isArray(given.shape?.axes)))
    refuse('what its plan gives', given, 'a value, such as on.value(on.output),')
  const [planned, said] = [shownShape(given.shape), shownShape(output)]
  if (planned !== said) throw new TfError(`its plan gives ${planned}: ${said}, as its shape says, is accepted`)
  if (given.at === x.at) return
  if (given.at !== 0 && steps.length === 0)
    throw new TfError('its plan adds no step: one that writes its outputs is accepted')
  if (x.gradient !== 0 && given.gradient !== 0 && !steps.some(({ backward }) => backward))
    throw new TfError('its steps have no backward: one that writes the gradient of its input is accepted')
}

/**
 * @param gradient where that of all parameters is.
 * @throws TfError that names a layer for whose parameter no step writes the gradient.
 */
export function requireSlopes({ parameters }: Network, gradient: number, steps: readonly Step[]): void {
  const written = new Set<number>()
  for (const { slope, parameters: own = [] } of steps)
    if (slope) for (const parameter of own) written.add(parameter.gradient)
  for (const { layer, name, offset } of parameters)
    if (!written.has(gradient + 4 * offset))
      throw new TfError(
        `no step writes the gradient of ${layer}'s ${name}: a slope for each parameter, which the step's parameters name, is accepted`,
      )
}
