import { setImmediate } from 'node:timers/promises'
import { fakeClock } from '@lazyrich/testing/clock'
import { counter } from '@lazyrich/testing/toy'
import { inProcess } from '@lazyrich/testing/transports'
import { watch } from '@lazyrich/testing/watch'
import { expect, test } from 'vitest'
import { registryOf } from '../../../src/port/index.ts'

const request = { experiment: 'counter', parameters: {}, seed: 0 }

test('a paced run yields that many frames a second: the first at once, the others on time', async () => {
  const clock = fakeClock()
  const client = inProcess(registryOf(counter), clock)
  const seen = watch()
  const run = client.start({ ...request, pace: 10 }, seen)
  await seen.until(() => clock.time >= 2000 || seen.frames.length > 50)
  expect(clock.time).toBeLessThan(2100)
  expect(seen.frames.length).toBeGreaterThanOrEqual(19)
  expect(seen.frames.length).toBeLessThanOrEqual(22)
  run.abort()
  await seen.ended()
})

test('the pace may change in the middle, and be lifted', async () => {
  const clock = fakeClock()
  const client = inProcess(registryOf(counter), clock)
  const seen = watch()
  const run = client.start({ ...request, pace: 1 }, seen)
  await seen.until(() => seen.frames.length === 2)
  expect(clock.time).toBeGreaterThanOrEqual(1000)
  run.pace(100)
  const before = clock.time
  await seen.until(() => seen.frames.length >= 12)
  expect(clock.time - before).toBeLessThan(200)
  run.pace(undefined)
  await seen.until(() => seen.batches >= 30 && seen.frames.length > 2000)
  run.abort()
  await seen.ended()
})

test('a paced run waits for no other, and no other for it', async () => {
  const clock = fakeClock()
  const client = inProcess(registryOf(counter), clock)
  const [slow, fast] = [watch(), watch()]
  const runs = [client.start({ ...request, pace: 1 }, slow), client.start({ ...request, pace: 50 }, fast)]
  await slow.until(() => slow.frames.length === 4)
  expect(fast.frames.length).toBeGreaterThanOrEqual(140)
  expect(fast.frames.length).toBeLessThanOrEqual(160)
  for (const run of runs) run.abort()
})

test('a paused paced run stays paused while time passes', async () => {
  const clock = fakeClock()
  const client = inProcess(registryOf(counter), clock)
  const seen = watch()
  const run = client.start({ ...request, pace: 10 }, seen)
  await seen.until(() => seen.frames.length === 3)
  run.pause()
  await seen.until(() => seen.log.includes('paused'))
  const { length } = seen.frames
  clock.time += 1e6
  for (let k = 0; k < 20; k++) await setImmediate()
  expect(seen.frames).toHaveLength(length)
  run.resume()
  await seen.until(() => seen.frames.length > length)
  expect(seen.frames.map(({ step }) => step)).toEqual(seen.frames.map((_, i) => i + 1))
  run.abort()
})
