import { setImmediate } from 'node:timers/promises'
import { type Client, CREDIT, type RunRequest } from '@lazyrich/core/port'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectedFrames, expectSameFrames } from '../frames.ts'
import { logisticMap } from '../toy.js'
import { type Connection, served, type Transport } from '../transports.ts'
import { count, watch } from '../watch.ts'

const seed = 3

const settings = {
  /** Over in a moment, with some 20 frames. */
  short: { steps: 2000, record: 'lin:20' },
  /** Over in some tenths of a second, with few frames and much work between them. */
  slow: { steps: 50_000_000, record: 'lin:3' },
  /** Hours of work, hardly a frame. */
  busy: { steps: 1e12, record: 'lin:1' },
  /** A million frames, as fast as they can be had. */
  chatty: { steps: 1e6, record: 'every:1' },
}

/** What a host promises over any transport, on an experiment that costs nothing; {@link served} is what it serves. */
export function promiseHost(transport: Transport): void {
  describe(`the host over ${transport.name}`, () => {
    let connection: Connection
    let client: Client
    const request = (kind: keyof typeof settings, more: Partial<RunRequest> = {}): RunRequest => ({
      experiment: logisticMap.id,
      parameters: settings[kind],
      seed,
      ...more,
    })
    const expected = (kind: 'short' | 'slow', of = seed) => expectedFrames(logisticMap, settings[kind], of)

    beforeAll(() => {
      connection = transport.open()
      client = connection.client
    })
    afterAll(() => connection.close())

    /** Some turns of both ends: whatever is on its way has arrived by then. */
    async function settle(): Promise<void> {
      const other = watch()
      client.start({ ...request('short'), seed: 99 }, other)
      await other.ended()
      for (let k = 0; k < 20; k++) await setImmediate()
    }

    test('the frames that arrive are those of the run itself, for every run of preset small', async () => {
      for (const { set, label } of logisticMap.presets.small!.runs) {
        const seen = watch()
        client.start({ experiment: logisticMap.id, parameters: set, seed }, seen)
        const outcome = await seen.ended()
        expect(outcome.reason, label).toBe('complete')
        expectSameFrames(seen.frames, await expectedFrames(logisticMap, set, seed), label)
        expect(seen.frames.at(-1)!.end).toEqual(outcome)
        expect([seen.log[0], seen.log.at(-1)]).toEqual(['started', 'end'])
      }
    })

    test('a run says once which parameters it runs with, where it ends and what it is given', async () => {
      const seen = watch()
      client.start(request('short'), seen)
      await seen.ended()
      const { parameters, extent, given } = logisticMap.start(settings.short, { seed })
      expect(seen.begun).toEqual({ parameters, extent, given })
      expect(count(seen.log, 'started')).toBe(1)
    })

    test('a pause of a busy run arrives, is answered, and no frame or progress comes after the answer', async () => {
      const seen = watch()
      const run = client.start(request('busy'), seen)
      await seen.until(() => seen.batches >= 2)
      run.pause()
      await seen.until(() => seen.log.includes('paused'))
      await settle()
      expect(seen.log.at(-1)).toBe('paused')
      run.abort()
      await seen.ended()
    })

    test('an abort of a busy run arrives, and its outcome is aborted', async () => {
      const seen = watch()
      const run = client.start(request('busy'), seen)
      await seen.until(() => seen.batches >= 2)
      run.abort()
      expect(await seen.ended()).toEqual({ reason: 'aborted', message: 'stopped on request' })
      await settle()
      expect(count(seen.log, 'end')).toBe(1)
      expect(seen.log.at(-1)).toBe('end')
    })

    test('a paused run goes on, when resumed, with the same frames as without the pause', async () => {
      const seen = watch()
      const run = client.start(request('slow'), seen)
      for (let k = 1; k <= 3; k++) {
        const before = seen.batches
        await seen.until(() => seen.batches > before || seen.outcome !== undefined)
        run.pause()
        await seen.until(() => count(seen.log, 'paused') === k || seen.outcome !== undefined)
        run.resume()
      }
      await seen.ended()
      expect(count(seen.log, 'paused')).toBeGreaterThan(0)
      expect(count(seen.log, 'resumed')).toBeGreaterThan(0)
      expectSameFrames(seen.frames, await expected('slow'))
    })

    test('step(n) gives exactly n further frames, of a run that starts paused', async () => {
      const seen = watch()
      const run = client.start(request('short', { paused: true }), seen)
      await seen.until(() => seen.log.includes('paused'))
      await settle()
      expect(seen.frames).toHaveLength(0)
      let total = 0
      for (const frames of [1, 4, 2]) {
        total += frames
        const pauses = count(seen.log, 'paused')
        run.step(frames)
        await seen.until(() => count(seen.log, 'paused') > pauses && seen.frames.length >= total)
        await settle()
        expect(seen.frames).toHaveLength(total)
      }
      const all = await expected('short')
      expectSameFrames(seen.frames, all.slice(0, total))
    })

    test('the frames of a step arrive before its pause is announced', async () => {
      const seen = watch()
      const run = client.start(request('short', { paused: true }), seen)
      await seen.until(() => seen.log.includes('paused'))
      run.step(3)
      await seen.until(() => count(seen.log, 'paused') === 2)
      expect(seen.frames).toHaveLength(3)
    })

    test('without credit the host stops after the batches of its window, and goes on when credit comes', async () => {
      const releases: (() => void)[] = []
      const seen = watch(() => new Promise((resolve) => releases.push(resolve)))
      const run = client.start(request('chatty'), seen)
      await seen.until(() => seen.batches === 1)
      const chatty = Math.max(...connection.arrived.keys())
      const stopsAfter = async (batches: number): Promise<void> => {
        while (connection.arrived.get(chatty)! < batches) await setImmediate()
        await settle()
        expect(connection.arrived.get(chatty)).toBe(batches)
      }
      await stopsAfter(CREDIT)
      for (let taken = 1; taken <= CREDIT; taken++) {
        expect(seen.batches, 'each waits until the one before is taken in').toBe(taken)
        releases.shift()!()
        await seen.until(() => seen.batches === taken + 1)
      }
      await stopsAfter(2 * CREDIT)
      run.abort() // heard without any credit left
      const released = setInterval(() => releases.shift()?.())
      expect((await seen.ended()).reason).toBe('aborted')
      clearInterval(released)
    })

    test('a run started from a snapshot in the middle gives exactly the remaining frames', async () => {
      const seen = watch()
      const run = client.start(request('short', { paused: true }), seen)
      run.step(7)
      await seen.until(() => seen.frames.length === 7)
      const snapshot = await run.snapshot()
      run.abort()
      const rest = watch()
      client.start(request('short', { from: structuredClone(snapshot!) }), rest)
      await rest.ended()
      expectSameFrames([...seen.frames, ...rest.frames], await expected('short'))
    })

    test('a snapshot between two frames of a busy run, taken while it runs, loses nothing either', async () => {
      const seen = watch()
      const run = client.start(request('slow'), seen)
      await seen.until(() => seen.frames.length > 0)
      const before = seen.batches
      await seen.until(() => seen.batches > before)
      run.pause()
      const snapshot = await run.snapshot()
      const soFar = seen.frames.length
      run.abort()
      const rest = watch()
      client.start(request('slow', { from: snapshot! }), rest)
      await rest.ended()
      const all = await expected('slow')
      expect(soFar).toBeLessThan(all.length)
      expectSameFrames(rest.frames, all.slice(soFar))
    })

    test('taking snapshots while a run goes on changes none of its frames', async () => {
      const seen = watch()
      const run = client.start(request('slow'), seen)
      while (seen.outcome === undefined) {
        await run.snapshot()
        const before = seen.log.length
        await seen.until(() => seen.log.length > before || seen.outcome !== undefined)
      }
      expectSameFrames(seen.frames, await expected('slow'))
    })

    test('snapshots asked for at once are answered in order, and with undefined after the end', async () => {
      const seen = watch()
      const run = client.start(request('busy'), seen)
      const [one, other] = await Promise.all([run.snapshot(), run.snapshot()])
      expect(one).toBeDefined()
      expect(other).toBeDefined()
      run.abort()
      const [late] = await Promise.all([run.snapshot(), seen.ended()])
      expect(late).toBeUndefined()
      expect(await run.snapshot()).toBeUndefined()
    })

    test('each of several runs at once gives the frames that it gives alone', async () => {
      const seeds = [1, 2, 3, 4]
      const watches = seeds.map((one) => {
        const seen = watch()
        client.start(request('short', { seed: one }), seen)
        return seen
      })
      await Promise.all(watches.map((seen) => seen.ended()))
      for (const [i, one] of seeds.entries()) expectSameFrames(watches[i]!.frames, await expected('short', one))
    })

    test('several runs at once come forward together', async () => {
      const watches = [1, 2, 3].map((one) => {
        const seen = watch()
        client.start(request('chatty', { seed: one }), seen)
        return seen
      })
      await Promise.all(watches.map((seen) => seen.until(() => seen.batches >= 1))) // the first one started earlier
      const before = watches.map((seen) => seen.frames.length)
      await Promise.all(watches.map((seen, i) => seen.until(() => seen.frames.length >= before[i]! + 500)))
      const counts = watches.map((seen, i) => seen.frames.length - before[i]!)
      for (const seen of watches) expect(seen.outcome).toBeUndefined()
      expect(Math.min(...counts)).toBeGreaterThan(0.4 * Math.max(...counts))
    })

    test('a mistake in the parameters ends the run as failed, with the message, marked as a mistake', async () => {
      const seen = watch()
      client.start({ experiment: logisticMap.id, parameters: { nonsense: 1 }, seed }, seen)
      const { reason, mistake, message } = await seen.ended()
      expect([reason, mistake]).toEqual(['failed', true])
      expect(message).toContain('parameter nonsense is unknown')
      const bad = watch()
      client.start(request('short', { seed: -1 }), bad)
      expect(await bad.ended()).toEqual({
        reason: 'failed',
        mistake: true,
        message: 'seed is -1: a whole number from 0 to 4294967295 is accepted',
      })
    })

    test('an unknown experiment ends as failed with the nearest name', async () => {
      const seen = watch()
      client.start({ experiment: 'neuron-rase', parameters: {}, seed: 1 }, seen)
      expect(await seen.ended()).toEqual({
        reason: 'failed',
        mistake: true,
        message: `experiment neuron-rase is unknown (did you mean neuron-race?); known: ${Object.keys(served).join(', ')}`,
      })
    })

    test('losing the other end fails every run and answers every question', async () => {
      const lost = transport.open()
      const watches = [watch(), watch()]
      const runs = watches.map((seen) => lost.client.start(request('busy'), seen))
      const pending = runs[0]!.snapshot()
      lost.client.lost('the worker has died')
      expect(await pending).toBeUndefined()
      for (const seen of watches) {
        expect(seen.outcome).toEqual({ reason: 'failed', message: 'the worker has died' })
        expect(count(seen.log, 'end')).toBe(1)
      }
      await lost.close()
    })
  })
}
