// Test errors of `hierarchy` at three P and three α, seeds 0 to 2, beside NumPy's and the published ones: some five
// minutes, so no test. usage: node test/published-errors.ts
import { readFileSync } from 'node:fs'
import { hierarchy } from '../src/index.ts'

interface Reference {
  runs: { P: number; alpha: number; mean: number }[]
}
const { runs } = JSON.parse(
  readFileSync(new URL('./golden/hierarchy-numpy.json', import.meta.url), 'utf8'),
) as Reference
/** Read off Fig. 6c of arXiv 2406.06158 for α = 1. */
const published: { [samples: number]: number } = { 2180: 0.515, 4403: 0.235, 8893: 0.027 }
/** Three standard errors of the difference to NumPy's mean, at α = 1. */
const allowed: { [samples: number]: number } = { 2180: 0.13, 4403: 0.16, 8893: 0.024 }
const SEEDS = [0, 1, 2]

async function testError(samples: number, alpha: number, seed: number): Promise<number> {
  let error = Number.NaN
  for await (const event of hierarchy.start({ samples, alpha, record: 'lin:1' }, { seed }))
    if (event.kind === 'frame') error = event.metrics.testError!
  return error
}

console.log('     P      α   here (seeds 0, 1, 2)      mean    NumPy   published')
for (const { P, alpha, mean } of runs) {
  const errors: number[] = []
  for (const seed of SEEDS) errors.push(await testError(P, alpha, seed))
  const here = errors.reduce((sum, error) => sum + error) / SEEDS.length
  const far = alpha === 1 && Math.abs(here - mean) > allowed[P] ? '  too far' : ''
  console.log(
    `${P.toString().padStart(6)}  ${alpha.toString().padStart(5)}   ${errors.map((error) => error.toFixed(4)).join('  ')}   ${here.toFixed(4)}   ${mean.toFixed(4)}   ${alpha === 1 ? published[P].toFixed(3) : ''}${far}`,
  )
}
