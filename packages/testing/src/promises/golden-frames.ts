import { expect, test } from 'vitest'
import { type GoldenCase, readGolden, sampleGolden } from '../golden-frames.ts'

/** How far a metric may be from its golden value. */
export type Bound = (name: string, value: number) => number

/** An experiment gives the frames that its revision has always given; a suite of any package. */
export function promiseGoldenFrames(folder: URL, golden: GoldenCase, bound: Bound): void {
  const { id, revision } = golden.experiment
  const advice =
    `the numbers of ${id} changed, but its revision is still ${revision}: if they should have, ` +
    'raise the revision and run `node test/write-golden-frames.ts`; if not, find out what changed them'
  const missing = `no golden frames of ${id} at revision ${revision}: run \`node test/write-golden-frames.ts\``

  test(`${id}, revision ${revision}, gives the frames that it has always given`, async () => {
    const kept = readGolden(folder, golden.experiment)
    expect(kept, missing).toBeDefined()
    const now = await sampleGolden(golden)
    expect(
      now.map(({ label }) => label),
      advice,
    ).toEqual(kept!.map(({ label }) => label))
    for (const [r, { label, frames }] of kept!.entries()) {
      expect(now[r]!.frames, `${label}: ${advice}`).toHaveLength(frames.length)
      for (const [f, { step, time, metrics }] of frames.entries()) {
        const frame = now[r]!.frames[f]!
        expect([frame.step, frame.time], `${label}: ${advice}`).toEqual([step, time])
        expect(Object.keys(frame.metrics), `${label}: ${advice}`).toEqual(Object.keys(metrics))
        for (const [name, value] of Object.entries(metrics)) {
          const said = `${label}, step ${step}, ${name}: ${advice}`
          // JSON has null for NaN: a measure that does not exist there.
          if (value === null) expect(frame.metrics[name], said).toBeNaN()
          else expect(Math.abs(frame.metrics[name]! - value), said).toBeLessThanOrEqual(bound(name, value))
        }
      }
    }
  })
}
