import { refuse } from '../door.ts'
import type { Network } from './network.ts'

/** @throws TfError unless it is a network; a list of layers, or a model that was not called, is none. */
export function requireNetwork(what: string, given: Network): void {
  const { layers, parameters, size, description } = Object(given) as Partial<Network>
  const fits = Array.isArray(layers) && Array.isArray(parameters) && Number.isInteger(size)
  if (!fits || typeof description !== 'string') refuse(what, given, 'a network, as network() gives it,')
}
