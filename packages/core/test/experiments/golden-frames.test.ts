import { describe, expect, test } from 'vitest'
import { coreExperiments } from '../../src/index.ts'
import { readGolden, sample } from '../support/golden-frames.ts'

/** Quantities at rounding level (a drift, an error) are compared to this instead. */
const FLOOR = 1e-9
/** What rounding may do to a small difference of quantities of order 1. */
const ROUNDING = 1e-14

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
          const difference = Math.abs(now.metrics[name] - value)
          const bound = Math.max(1e-9 * Math.abs(value), value < FLOOR ? FLOOR : ROUNDING)
          expect(difference, `${label}, step ${step}, ${name}: ${advice}`).toBeLessThanOrEqual(bound)
        }
      })
    })
  })
})
