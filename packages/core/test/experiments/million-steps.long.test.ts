import { expectSameFrames, framesOf } from '@lazyrich/testing/frames'
import { expect, test } from 'vitest'
import { neuronRace } from '../../src/experiments/index.ts'
import type { Frame } from '../../src/index.ts'
import type { Snapshot } from '../../src/port/index.ts'

const million = { steps: 1_000_000, record: 'lin:20' }
const seed = 6

function heapUsed(): number {
  globalThis.gc!()
  globalThis.gc!()
  return process.memoryUsage().heapUsed
}

test('a million steps hold no more memory than two hundred thousand, and resume in the middle bit for bit', async () => {
  const run = neuronRace.start(million, { seed })
  const frames: Frame[] = []
  const heap: { [step: number]: number } = {}
  let middle: Snapshot | undefined
  for await (const event of run) {
    if (event.kind === 'progress') continue
    frames.push(event)
    if (event.step === 500_000) middle = structuredClone(await run.snapshot())
    if (event.step % 200_000 === 0) heap[event.step] = heapUsed()
  }
  expect(frames.at(-1)!.step).toBe(1_000_000)
  expect(heap[1_000_000] - heap[200_000]).toBeLessThan(2 * 2 ** 20)

  const rest = await framesOf(neuronRace, million, { seed, from: middle! })
  expectSameFrames(
    rest,
    frames.filter(({ step }) => step > 500_000),
  )
})
