import { fakeClock } from '@lazyrich/testing/clock'
import { counter } from '@lazyrich/testing/toy'
import { inProcess } from '@lazyrich/testing/transports'
import { watch } from '@lazyrich/testing/watch'
import { expect, test } from 'vitest'
import { registryOf } from '../../../src/port/index.ts'

test('runs of one kind are pulled in turn: their counts never differ by more than one batch', async () => {
  const client = inProcess(registryOf(counter), fakeClock())
  const watches = [0, 1, 2, 3].map((seed) => {
    const seen = watch()
    return { seen, run: client.start({ experiment: 'counter', parameters: {}, seed }, seen) }
  })
  await watches[3].seen.until(() => watches[3].seen.batches === 10)
  const counts = watches.map(({ seen }) => seen.frames.length)
  const largestBatch = 512
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(largestBatch)
  for (const { run } of watches) run.abort()
})

test('a batch has a bounded number of frames, however long the slice', async () => {
  const client = inProcess(registryOf(counter), fakeClock()) // no time passes: the slice never ends by itself
  const seen = watch()
  const run = client.start({ experiment: 'counter', parameters: {}, seed: 0 }, seen)
  await seen.until(() => seen.batches >= 20)
  const sizes = seen.log.filter((entry) => entry.startsWith('batch')).map((entry) => Number(entry.slice(6)))
  expect(Math.max(...sizes)).toBeLessThanOrEqual(512)
  run.abort()
})

test('a paused run leaves the others all of the time', async () => {
  const client = inProcess(registryOf(counter), fakeClock())
  const [resting, going] = [watch(), watch()]
  client.start({ experiment: 'counter', parameters: {}, seed: 0, paused: true }, resting)
  const run = client.start({ experiment: 'counter', parameters: {}, seed: 1 }, going)
  await going.until(() => going.batches >= 20)
  expect(resting.frames).toHaveLength(0)
  run.abort()
})
