import { shortRun } from '@lazyrich/core/contract'
import type { Experiment, Registry, RemoteRun, RunRequest } from '@lazyrich/core/port'
import { afterAll, describe, expect, test } from 'vitest'
import { expectedFrames, expectSameFrames } from '../frames.ts'
import { busyOf, type Settings } from '../settings.ts'
import { type Connection, type Transport, transports } from '../transports.ts'
import { type Watch, watch } from '../watch.ts'
import { promiseContract } from './contract.ts'

const seed = 0

/**
 * What experiments promise where a host runs them: their frames arrive, and they stop and go on when told to.
 *
 * @param over transports to hosts that serve them, the nearest first; the worker of {@link transports} knows core's only.
 */
export function promiseHosted(
  experiments: Registry,
  settings: { readonly [id: string]: Settings },
  over: readonly Transport[] = transports,
): void {
  const connections = new Map<Transport, Connection>()
  /** One host for all of them over a transport. */
  const connectionOver = (transport: Transport): Connection => {
    const connection = connections.get(transport) ?? transport.open()
    connections.set(transport, connection)
    return connection
  }
  afterAll(() => Promise.all([...connections.values()].map((connection) => connection.close())))
  for (const experiment of Object.values(experiments))
    promiseOne(experiment, settings[experiment.id] ?? {}, over, connectionOver)
}

function promiseOne(
  experiment: Experiment,
  settings: Settings,
  transports: readonly Transport[],
  connectionOver: (over: Transport) => Connection,
): void {
  const short = shortRun(experiment, settings)
  const request = { experiment: experiment.id, parameters: short, seed }
  const near = transports[0]!

  describe(experiment.id, () => {
    promiseContract(experiment, settings, 'hosted')

    test.each(transports)('its frames arrive as they are over $name', async (transport) => {
      const seen = watch()
      connectionOver(transport).client.start(request, seen)
      const outcome = await seen.ended()
      expect(outcome.reason).toBe('complete')
      expectSameFrames(seen.frames, await expectedFrames(experiment, short, seed))
      expect(seen.frames.at(-1)!.end).toEqual(outcome)
    })

    describe(`over ${near.name}`, () => {
      const start = (more: Partial<RunRequest>, seen: Watch): RemoteRun =>
        connectionOver(near).client.start({ ...request, ...more }, seen)

      test('every run of preset small completes, with the frames it gives alone', async () => {
        for (const { set, label } of experiment.presets.small!.runs) {
          const parameters = { ...set, ...settings.shrunk }
          const seen = watch()
          start({ parameters }, seen)
          expect((await seen.ended()).reason, label).toBe('complete')
          expectSameFrames(seen.frames, await expectedFrames(experiment, parameters, seed), label)
        }
      })

      test('started from a snapshot in the middle, it gives exactly the remaining frames', async () => {
        const seen = watch()
        const run = start({ paused: true }, seen)
        run.step(7)
        await seen.until(() => seen.frames.length === 7)
        const from = structuredClone((await run.snapshot())!)
        run.abort()
        const rest = watch()
        start({ from }, rest)
        await rest.ended()
        expectSameFrames([...seen.frames, ...rest.frames], await expectedFrames(experiment, short, seed))
      })

      const busy = busyOf(experiment, settings)
      test('however much work lies between two frames, a pause, a snapshot and an abort are heard', async () => {
        const seen = watch()
        const run = start({ parameters: busy ?? short }, seen)
        await seen.until(() => seen.batches >= 2 || seen.outcome !== undefined)
        // Only where the tests are not told of a slow run may even the longest be over by now.
        if (!settings.slow && seen.outcome) return expect(seen.outcome.reason).toBe('complete')
        expect(seen.outcome).toBeUndefined()
        run.pause()
        await seen.until(() => seen.log.includes('paused'))
        expect((await run.snapshot())!.parameters).toEqual(experiment.complete(busy ?? short))
        run.resume()
        await seen.until(() => seen.log.includes('resumed'))
        run.abort()
        expect(await seen.ended()).toEqual({ reason: 'aborted', message: 'stopped on request' })
      })
    })
  })
}
