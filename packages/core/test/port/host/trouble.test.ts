import { setImmediate } from 'node:timers/promises'
import { counter } from '@lazyrich/testing/toy'
import { inProcess } from '@lazyrich/testing/transports'
import { count, watch } from '@lazyrich/testing/watch'
import { expect, test } from 'vitest'
import type { Experiment, Run } from '../../../src/index.ts'
import { CREDIT, defineExperiment, registryOf, type Started } from '../../../src/port/index.ts'

const request = { experiment: 'counter', parameters: {}, seed: 0 }

/** The counter with a part of its runs replaced. */
function counterWith(change: (run: Run) => Partial<Omit<Run, keyof Started>>): Experiment {
  return {
    ...counter,
    start(parameters, start) {
      const run = counter.start(parameters, start)
      const { parameters: own, extent, given } = run
      const rest = {
        parameters: own,
        extent,
        given,
        [Symbol.asyncIterator]: () => run[Symbol.asyncIterator](),
        snapshot: () => run.snapshot(),
        computation: () => run.computation(),
        close: () => run.close(),
      }
      return { ...rest, ...change(run) }
    },
  }
}

test('a run that throws ends as failed after the frames it gave, and others go on', async () => {
  const client = inProcess(registryOf(counter))
  const [broken, other] = [watch(), watch()]
  client.start({ ...request, parameters: { failAt: 5 } }, broken)
  const run = client.start(request, other)
  expect(await broken.ended()).toEqual({ reason: 'failed', message: 'the counter broke', mistake: false })
  expect(broken.frames).toHaveLength(5)
  const before = other.frames.length
  await other.until(() => other.frames.length > before)
  run.abort()
})

test('a mistake that shows in the middle of a run is marked as one', async () => {
  const seen = watch()
  inProcess(registryOf(counter)).start({ ...request, parameters: { mistakeAt: 2 } }, seen)
  expect(await seen.ended()).toEqual({ reason: 'failed', message: 'failAt is odd: even is accepted', mistake: true })
})

test('a run that ends without saying how is complete', async () => {
  const seen = watch()
  inProcess(registryOf(counter)).start({ ...request, parameters: { steps: 3 } }, seen)
  expect((await seen.ended()).reason).toBe('complete')
  expect(seen.frames.map(({ step }) => step)).toEqual([1, 2, 3])
})

test('a snapshot that cannot be taken fails its run, and the host lives on', { timeout: 5000 }, async () => {
  const shy = counterWith(() => ({
    snapshot() {
      throw new Error('no snapshot today')
    },
  }))
  const client = inProcess(registryOf(shy))
  const seen = watch()
  const run = client.start(request, seen)
  await seen.until(() => seen.frames.length > 0)
  expect(await run.snapshot()).toBeUndefined()
  expect(seen.outcome).toEqual({ reason: 'failed', message: 'no snapshot today', mistake: false })
  const next = watch()
  client.start(request, next)
  await next.until(() => next.frames.length > 0)
})

/** A counter that says when it is let go. */
function held(closed: () => void): Experiment {
  const { start: _start, complete: _complete, ...described } = counter
  return defineExperiment({
    ...described,
    begin: () => {
      let step = 0
      return {
        next: () => ({ kind: 'frame', step: ++step, time: step, metrics: { step } }),
        state: () => ({ step }),
        close: closed,
      }
    },
  })
}

test('an aborted run is closed once: what it holds is let go', async () => {
  let closed = 0
  const seen = watch()
  const run = inProcess(registryOf(held(() => closed++))).start(request, seen)
  await seen.until(() => seen.frames.length > 0)
  run.abort()
  await seen.ended()
  for (let k = 0; k < 5; k++) await setImmediate()
  expect(closed).toBe(1)
})

test('a run that was only asked for a snapshot is closed when it is aborted before its first event', async () => {
  let closed = 0
  const seen = watch()
  const run = inProcess(registryOf(held(() => closed++))).start({ ...request, paused: true }, seen)
  expect((await run.snapshot())?.state).toEqual({ step: 0 })
  run.abort()
  await seen.ended()
  for (let k = 0; k < 5; k++) await setImmediate()
  expect(closed).toBe(1)
  expect(seen.frames).toHaveLength(0)
})

test('leaving a for-await early closes the run', async () => {
  let closed = 0
  for await (const event of held(() => closed++).start({}, { seed: 0 })) if (event.step === 3) break
  expect(closed).toBe(1)
})

test.each(['throws', 'rejects'])('a listener that %s stops its run, which fails with that reason', async (how) => {
  const seen = watch()
  let batches = 0
  inProcess(registryOf(counter)).start(request, {
    ...seen,
    batch() {
      batches++
      if (how === 'throws') throw new Error('no room')
      return Promise.reject(new Error('no room'))
    },
  })
  expect(await seen.ended()).toEqual({ reason: 'failed', message: 'no room' })
  expect(batches).toBeLessThanOrEqual(CREDIT)
})

test('step(0) gives no frame and leaves the run paused', async () => {
  const seen = watch()
  const run = inProcess(registryOf(counter)).start({ ...request, paused: true }, seen)
  await seen.until(() => seen.log.includes('paused'))
  run.step(0)
  for (let k = 0; k < 50; k++) await setImmediate()
  run.abort()
  await seen.ended()
  expect(seen.frames).toHaveLength(0)
})

test('commands after the end do nothing', async () => {
  const seen = watch()
  const client = inProcess(registryOf(counter))
  const run = client.start({ ...request, parameters: { steps: 1 } }, seen)
  await seen.ended()
  const before = [...seen.log]
  run.pause()
  run.resume()
  run.step()
  run.pace(1)
  run.abort()
  for (let k = 0; k < 20; k++) await setImmediate()
  expect(seen.log).toEqual(before)
})

test('a run started after the other end was lost fails with the same message', { timeout: 5000 }, async () => {
  const client = inProcess(registryOf(counter))
  client.lost('the worker has died')
  const seen = watch()
  client.start(request, seen)
  expect(await seen.ended()).toEqual({ reason: 'failed', message: 'the worker has died' })
  expect(count(seen.log, 'end')).toBe(1)
})
