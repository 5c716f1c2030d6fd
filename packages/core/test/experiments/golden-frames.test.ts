import { describe, expect, test } from 'vitest'
import { coreExperiments } from '../../src/index.ts'
import { readGolden, sample } from '../support/golden-frames.ts'

/** Quantities at rounding level (a drift, an error) are compared to this instead. */
const FLOOR = 1e-9
const NOISE = /Error$|Drift$/

describe.each(Object.values(coreExperiments))('$id, revision $revision', (experiment) => {
  const advice =
    `the numbers of ${experiment.id} changed, but its revision is still ${experiment.revision}: if they should have, ` +
    'raise the revision and run `node test/write-golden-frames.ts`; if not, find out what changed them'

  test('gives the frames that this revision has always given, to 1e-9', async () => {
    const golden = readGolden(experiment)
    expect(
      golden,
      `no golden frames of ${experiment.id} at revision ${experiment.revision}: run \`node test/write-golden-frames.ts\``,
    ).toBeDefined()
    const runs = await sample(experiment)
    expect(
      runs.map(({ label }) => label),
      advice,
    ).toEqual(golden!.map(({ label }) => label))
    golden!.forEach(({ label, frames }, r) => {
      frames.forEach(({ step, time, metrics }, f) => {
        const now = runs[r].frames[f]
        expect([now.step, now.time], advice).toEqual([step, time])
        expect(Object.keys(now.metrics), advice).toEqual(Object.keys(metrics))
        for (const [name, value] of Object.entries(metrics)) {
          const said = `${label}, step ${step}, ${name}: ${advice}`
          // JSON has null for NaN: a measure that does not exist there.
          if (value === null) {
            expect(now.metrics[name], said).toBeNaN()
            continue
          }
          const difference = Math.abs(now.metrics[name] - value)
          const bound = Math.max(1e-9 * Math.abs(value), value < FLOOR || NOISE.test(name) ? FLOOR : 0)
          expect(difference, said).toBeLessThanOrEqual(bound)
        }
      })
    })
  })
})
