import { describe, expect, test } from 'vitest'
import { runInks, unbalanceOf } from '../../src/dashboard/run-inks.ts'
import { inksOf } from '../../src/draw/palette.ts'
import { type Plan, planRuns } from '../../src/plan.ts'
import { registry } from '../../src/registry.ts'

const [upstream, balanced, downstream] = (['upstream', 'balanced', 'downstream'] as const).map(
  (family) => new Set(inksOf(family, 24)),
) as [Set<number>, Set<number>, Set<number>]

const plans: readonly (readonly [string, Plan])[] = Object.values(registry).flatMap((experiment) =>
  Object.keys(experiment.presets).map(
    (preset) => [`${experiment.id} ${preset}`, planRuns(experiment.id, { preset })] as const,
  ),
)

const unbalances = ({ runs }: Plan): (number | undefined)[] => runs.map(({ parameters }) => unbalanceOf(parameters))
const differ = (plan: Plan): boolean => new Set(unbalances(plan)).size > 1

describe('the ink of a run', () => {
  test.each(plans.filter(([, plan]) => differ(plan)))('is warm where it is upstream: %s', (_, plan) => {
    for (const [i, ink] of runInks(plan).entries()) {
      const unbalance = unbalances(plan)[i]!
      expect(upstream.has(ink)).toBe(unbalance > 0)
      expect(downstream.has(ink)).toBe(unbalance < 0)
      expect(balanced.has(ink)).toBe(unbalance === 0)
    }
  })

  test.each(plans.filter(([, plan]) => !differ(plan)))(
    'stands for no regime where all have the same: %s',
    (_, plan) => {
      for (const ink of runInks(plan))
        for (const family of [upstream, balanced, downstream]) expect(family.has(ink)).toBe(false)
    },
  )

  test.each(plans.filter(([, { runs }]) => runs.length <= 24))('is given to no other run: %s', (_, plan) => {
    expect(new Set(runInks(plan)).size).toBe(plan.runs.length)
  })

  test.each(plans.filter(([, plan]) => differ(plan)))('is stronger the farther from balance: %s', (_, plan) => {
    const inks = runInks(plan)
    const sizes = unbalances(plan) as number[]
    // Tones of a family run from strong to faint.
    for (const [i, one] of sizes.entries())
      for (const [j, other] of sizes.entries())
        if (one * other > 0 && Math.abs(one) > Math.abs(other)) expect(inks[i]).toBeLessThanOrEqual(inks[j]!)
  })

  test('is warm for a lone upstream run, cold for a downstream one', () => {
    const inkOf = (alpha: string) => runInks(planRuns('hierarchy', { set: [`alpha=${alpha}`] }))
    expect(upstream.has(inkOf('10')[0]!)).toBe(true)
    expect(balanced.has(inkOf('1')[0]!)).toBe(true)
    expect(downstream.has(inkOf('0.1')[0]!)).toBe(true)
  })
})
