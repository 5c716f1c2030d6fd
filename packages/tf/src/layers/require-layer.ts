import { type Names, refuse, requireFlag, requireFunction, requireOneOf, requireOptions, shown } from '../door.ts'
import { TfError } from '../errors.ts'
import { requireExtents, requireWhole, type Shape } from '../shape.ts'
import type { Layer, Parameter, Statistic } from './layer.ts'
import { requireName } from './name.ts'

// What a network asks of a layer, whoever wrote it, before anything is computed with it.

const LAYER: Names<Layer> = {
  kind: true,
  name: true,
  settings: true,
  parts: true,
  homogeneity: true,
  normalizes: true,
  shape: true,
  fewest: true,
  parameters: true,
  statistics: true,
  forward: true,
  plan: true,
}
const PARAMETER: Names<Parameter> = { name: true, shape: true, start: true, role: true }
const STATISTIC: Names<Statistic> = { name: true, shape: true, start: true }

/** @throws TfError unless it is a list of layers, at least one: it says which entry is none. */
export function requireLayers(what: string, given: unknown): asserts given is readonly Layer[] {
  if (!Array.isArray(given)) refuse(what, given, 'a list of layers')
  if (given.length === 0) throw new TfError(`${what} has no layers: at least one is accepted`)
  for (let k = 0; k < given.length; k++) requireLayer(`${what}[${k}]`, given[k])
}

function requireLayer(what: string, given: unknown): void {
  if (Object(given) !== given || Array.isArray(given) || typeof given === 'function' || 'layers' in Object(given))
    throw new TfError(`${what} is ${inWords(given)}: a layer, such as relu(), is accepted`)
  const layer = given as Layer
  requireOptions(what, layer, LAYER)
  requireName(`${what}.kind`, layer.kind)
  if (layer.name !== undefined) requireName(`${what}.name`, layer.name)
  requireOneOf(`${what}.homogeneity`, layer.homogeneity, ['homogeneous', 'linear', 'other'])
  requireSettings(`${what}.settings`, layer.settings)
  for (const own of ['shape', 'forward'] as const) requireFunction(`${what}.${own}`, layer[own], 'a function')
  for (const own of ['fewest', 'parameters', 'statistics', 'plan'] as const)
    if (layer[own] !== undefined) requireFunction(`${what}.${own}`, layer[own], 'a function, or none,')
  if (layer.normalizes !== undefined) requireFlag(`${what}.normalizes`, layer.normalizes)
  if (layer.parts === undefined) return
  if (!Array.isArray(layer.parts)) refuse(`${what}.parts`, layer.parts, 'a list of lists of layers')
  for (let k = 0; k < layer.parts.length; k++) requireLayers(`${what}.parts[${k}]`, layer.parts[k])
}

function inWords(given: unknown): string {
  if (typeof given === 'function') return `${given.name ? `the function ${given.name}` : 'a function'}, not called`
  if (Array.isArray(given)) return 'a list'
  return Object(given) === given && 'layers' in Object(given) ? 'a network' : shown(given)
}

function requireSettings(what: string, given: unknown): void {
  if (Object(given) !== given || Array.isArray(given) || typeof given === 'function')
    refuse(what, given, 'an object of plain values')
  for (const [name, value] of Object.entries(given as object)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : []
    const isPlain = ['number', 'string', 'boolean'].includes(typeof value)
    if (!isPlain && !(Array.isArray(value) && list.every((entry) => typeof entry === 'number')))
      refuse(`${what}.${name}`, value, 'a number, a text, true, false or a list of numbers')
  }
}

/** What a layer has for inputs of that shape. @throws TfError for a parameter or a statistic that is none. */
export function ownOf(
  layer: Layer,
  input: Shape,
): { parameters: readonly Parameter[]; statistics: readonly Statistic[] } {
  const parameters = layer.parameters?.(input) ?? []
  requireTensors('parameters', parameters, PARAMETER)
  parameters.forEach(({ role, start }, k) => {
    requireOneOf(`parameters[${k}].role`, role, ['weight', 'bias'])
    requireFunction(`parameters[${k}].start`, start, 'a start, such as normal(1),')
  })
  const statistics = layer.statistics?.(input) ?? []
  requireTensors('statistics', statistics, STATISTIC)
  statistics.forEach(({ start }, k) => {
    if (!Number.isFinite(start)) refuse(`statistics[${k}].start`, start, 'a finite number')
  })
  if (layer.fewest) requireWhole('fewest', layer.fewest(input))
  return { parameters, statistics }
}

function requireTensors<T extends Parameter | Statistic>(what: string, given: readonly T[], known: Names<T>): void {
  if (!Array.isArray(given)) refuse(what, given, 'a list')
  const names = new Set<string>()
  for (let k = 0; k < given.length; k++) {
    const tensor = given[k]!
    requireOptions(`${what}[${k}]`, tensor, known)
    requireName(`${what}[${k}].name`, tensor.name)
    if (names.has(tensor.name))
      throw new TfError(`${what}[${k}].name is ${shown(tensor.name)}: a name that no other of them has is accepted`)
    names.add(tensor.name)
    requireExtents(`${what}[${k}].shape`, tensor.shape)
  }
}
