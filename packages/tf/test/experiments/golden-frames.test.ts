import { expect, it } from 'vitest'
import { hierarchy } from '../../src/index.ts'
import { readGolden, sample } from '../support/golden-frames.ts'

/** float32, in products whose order of summation is the backend's: the same build of it gives the same bits. */
const TOLERANCE = 1e-5

it('gives the frames that this revision has always given', async () => {
  const advice = `the numbers of hierarchy changed, but its revision is still ${hierarchy.revision}: if they should have, raise the revision and run \`node test/write-golden-frames.ts\``
  const golden = readGolden()
  expect(
    golden,
    `no golden frames of revision ${hierarchy.revision}: run \`node test/write-golden-frames.ts\``,
  ).toBeDefined()
  const now = await sample()
  expect(Object.keys(now)).toEqual(Object.keys(golden!))
  for (const [label, frames] of Object.entries(golden!)) {
    expect(now[label].map(({ step }) => step)).toEqual(frames.map(({ step }) => step))
    for (const [k, { step, time, metrics }] of frames.entries()) {
      expect(now[label][k].time, advice).toBeCloseTo(time, 9)
      expect(Object.keys(now[label][k].metrics)).toEqual(Object.keys(metrics))
      for (const [name, value] of Object.entries(metrics))
        expect(
          Math.abs(now[label][k].metrics[name] - value),
          `${label}, step ${step}, ${name}: ${advice}`,
        ).toBeLessThanOrEqual(TOLERANCE * Math.max(Math.abs(value), 1e-3))
    }
  }
})
