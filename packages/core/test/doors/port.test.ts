import { describe, expect, test } from 'vitest'
import * as contract from '../../src/contract/index.ts'
import { basins, coreExperiments } from '../../src/experiments/index.ts'
import { LazyrichError } from '../../src/index.ts'
import * as port from '../../src/port/index.ts'
import { faultsOf, hostile } from './hostile.ts'
import { contractCalls, experimentCalls, portCalls } from './port.ts'

const all = [...portCalls, ...experimentCalls, ...contractCalls]

describe('port', () => {
  test.each(all)('$name gives a right answer or says what it accepts, whatever comes', (call) =>
    expect(faultsOf(call)).toEqual([]),
  )

  test('is tried whole', () => {
    const waited = ['checkExperiment', 'eventsOf'] // below
    const tried = [...all.map(({ name }) => name.replace(/ \(.*/, '')), ...waited]
    const functions = Object.entries({ ...port, ...contract }).filter(
      ([name, value]) => typeof value === 'function' && name !== 'LazyrichError',
    )
    expect(tried).toEqual(expect.arrayContaining(functions.map(([name]) => name)))
  })

  test.each(hostile)('checkExperiment and eventsOf reject $name', async ({ value }) => {
    await expect(contract.checkExperiment(value() as never)).rejects.toThrow(LazyrichError)
    await expect(contract.eventsOf(value() as never)).rejects.toThrow(LazyrichError)
  })

  test('every experiment of core can be found, and starts with its defaults', () => {
    for (const id of Object.keys(coreExperiments))
      expect(port.requireExperiment(coreExperiments, id).start({}, { seed: 0 }).extent).toBeGreaterThan(0)
  })

  test.each(hostile)(
    'every experiment of core starts with a seed and settings that are $name, or refuses them',
    ({ value }) => {
      for (const { start, parameters } of Object.values(coreExperiments)) {
        const attempt = (settings: unknown, given: unknown): void => {
          try {
            start(settings as never, given as never)
          } catch (error) {
            expect(error).toBeInstanceOf(LazyrichError)
          }
        }
        attempt(value(), { seed: 0 })
        attempt({}, value())
        attempt({}, { seed: value() })
        attempt({}, { seed: 0, from: value() })
        for (const name of Object.keys(parameters)) attempt({ [name]: value() }, { seed: 0 })
      }
    },
  )

  test('a snapshot is read with care', async () => {
    const snapshot = await basins.start({ delta: -3 }, { seed: 0 }).snapshot()
    for (const part of Object.keys(snapshot) as (keyof port.Snapshot)[])
      for (const { value } of hostile) {
        const from = { ...snapshot, [part]: value() }
        if (from[part] === snapshot[part]) continue
        // the state is read when the run begins
        const attempt = async () => basins.start({ delta: -3 }, { seed: 0, from }).snapshot()
        await expect(attempt()).rejects.toThrow(LazyrichError)
      }
  })
})
