import { neuronRace } from '@lazyrich/core/experiments'
import type { Frame, Run, RunEvent, Snapshot } from '@lazyrich/core/port'
import type { RunDescription } from '../src/index.ts'

/** A small neuron race: 40 frames or so over 300 steps, a fraction of a second. */
const settings = { delta: 1, neurons: 6, samples: 5, steps: 300, record: 'log:40' }
const seed = 7

export function startRace(from?: Snapshot): Run {
  return neuronRace.start(settings, from ? { seed, from } : { seed })
}

const { parameters, extent, given } = startRace()

export const description: RunDescription = {
  experiment: neuronRace.id,
  revision: neuronRace.revision,
  parameters,
  seed,
  extent,
  given,
  label: 'upstream δ = 1',
  preset: 'regimes',
}

/** All frames of the small race. */
export async function raceFrames(): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const event of startRace()) if (isFrame(event)) frames.push(event)
  return frames
}

export function isFrame(event: RunEvent): event is Frame {
  return event.kind === 'frame'
}
