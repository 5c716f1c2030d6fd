import { type Names, requireFields } from '../door.ts'
import type { Network } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { requireInputs } from '../training/batch.ts'
import type { Probe } from './jacobian.ts'

const PROBE: Names<Probe> = { inputs: true, count: true }

/** @throws TfError unless they are a network and inputs of its shape. */
export function requireProbe(network: Network, probe: Probe): void {
  requireNetwork('network', network)
  requireFields('probe', probe, PROBE)
  requireInputs(network.input, probe.inputs, probe.count)
}
