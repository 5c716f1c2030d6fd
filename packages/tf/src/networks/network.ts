import { refuse } from '../door.ts'
import { TfError } from '../errors.ts'
import { inLayer } from '../layers/in-layer.ts'
import type { Layer, Parameter, Statistic } from '../layers/layer.ts'
import { ownOf, requireLayers } from '../layers/require-layer.ts'
import { requireShape, type Shape, shownShape, sizeOf } from '../shape.ts'

/** A parameter in the one buffer that holds all of them. */
export interface PlacedParameter extends Parameter {
  /** Name of its layer. */
  readonly layer: string
  /** Its first entry, and how many there are. */
  readonly offset: number
  readonly size: number
}

/** A statistic in the buffer of all of them. */
export interface PlacedStatistic extends Statistic {
  readonly layer: string
  readonly offset: number
  readonly size: number
}

/** A layer where it stands in a network. */
export interface PlacedLayer {
  readonly layer: Layer
  readonly name: string
  readonly input: Shape
  readonly output: Shape
  readonly parameters: readonly PlacedParameter[]
  readonly statistics: readonly PlacedStatistic[]
  readonly parts: readonly (readonly PlacedLayer[])[]
}

/** A list of layers whose shapes fit, and where each of their parameters lies. */
export interface Network {
  readonly input: Shape
  readonly output: Shape
  readonly layers: readonly PlacedLayer[]
  /** All parameters, in the order of the layers. */
  readonly parameters: readonly PlacedParameter[]
  readonly statistics: readonly PlacedStatistic[]
  /** Numbers in all parameters. */
  readonly size: number
  /** Numbers in all statistics. */
  readonly statisticsSize: number
  /** All of it in words: two networks are the same where their descriptions are. */
  readonly description: string
}

/**
 * A network from its layers: checks that each takes what the one before gives, names them, and lays all parameters side
 * by side in one buffer.
 *
 * @example
 * network({ axes: [64] }, [dense(32), relu(), dense(10)]).size // 64·32 + 32 + 32·10 + 10 = 2410
 *
 * @param input the shape of one sample.
 * @throws TfError that names the layer, what came and what is accepted.
 */
export function network(input: Shape, layers: readonly Layer[]): Network {
  requireShape('network.input', input)
  requireLayers('network.layers', layers)
  const parameters: PlacedParameter[] = []
  const statistics: PlacedStatistic[] = []
  const count = new Map<string, number>()
  const names = new Set<string>()
  let size = 0
  let statisticsSize = 0

  function nameOf({ kind, name }: Layer): string {
    const number = (count.get(kind) ?? 0) + 1
    count.set(kind, number)
    const own = name ?? `${kind}${number}`
    if (names.has(own)) throw new TfError(`two layers are named ${own}: every layer has a name of its own`)
    names.add(own)
    return own
  }

  function placeAll(list: readonly Layer[], from: Shape): PlacedLayer[] {
    const placed: PlacedLayer[] = []
    for (const layer of list) placed.push(place(layer, placed.at(-1)?.output ?? from))
    return placed
  }

  function place(layer: Layer, from: Shape): PlacedLayer {
    const name = nameOf(layer)
    const parts = (layer.parts ?? []).map((part) => placeAll(part, from))
    const inner = parts.map((part) => part.at(-1)?.output ?? from)
    const output = inLayer(name, () => {
      const given = layer.shape(from, inner)
      requireShape('its output', given)
      return given
    })
    const has = inLayer(name, () => ownOf(layer, from))
    const own = has.parameters.map((parameter) => {
      const placed = { ...parameter, layer: name, offset: size, size: product(parameter.shape) }
      size += placed.size
      return placed
    })
    parameters.push(...own)
    const kept = has.statistics.map((statistic) => {
      const placed = { ...statistic, layer: name, offset: statisticsSize, size: product(statistic.shape) }
      statisticsSize += placed.size
      return placed
    })
    statistics.push(...kept)
    return { layer, name, input: from, output, parameters: own, statistics: kept, parts }
  }

  const placed = placeAll(layers, input)
  return {
    input,
    output: placed.at(-1)!.output,
    layers: placed,
    parameters,
    statistics,
    size,
    statisticsSize,
    description: `${shownShape(input)} → ${placed.map(described).join(' → ')}`,
  }
}

/** All layers that hold no others, in order; a shortcut's after its body's. */
export function leavesOf(layers: readonly PlacedLayer[]): PlacedLayer[] {
  if (!Array.isArray(layers)) refuse('layers', layers, "a network's list of layers")
  return layers.flatMap((placed) => (placed.parts.length > 0 ? placed.parts.flatMap(leavesOf) : [placed]))
}

/** How many classes a network tells apart. @throws TfError unless its output is one axis of numbers. */
export function classesOf(network: Network): number {
  const { output } = Object(network) as Network
  requireShape('network.output', output)
  if (output.axes.length !== 1 || output.tokens !== undefined)
    throw new TfError(`the network's output is ${shownShape(output)}: one number a class, [classes], is accepted`)
  return sizeOf(output)
}

function described({ layer, name, parts }: PlacedLayer): string {
  const settings = Object.entries(layer.settings).map(([key, value]) => `${key} ${value}`)
  const inside = parts.map((part) => `{${part.map(described).join(' → ')}}`)
  return [name, layer.kind, ...settings, ...inside].join(' ')
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, extent) => all * extent, 1)
}
