import { describe, expect, test } from 'vitest'
import { coreExperiments } from '../../src/index.ts'
import {
  choice,
  labelOf,
  labelsOf,
  number,
  type Parameters,
  record,
  settingsApart,
  vector,
} from '../../src/port/index.ts'

const schema = {
  tau: number('scale', 0.1, { symbol: 'τ' }),
  delta: number('unbalance', 0, {
    symbol: 'δ',
    sides: { value: 0, below: 'downstream', at: 'balanced', above: 'upstream' },
  }),
  offset: number('which side', 1, { sides: { value: 0, below: '−', at: 'between', above: '+' } }),
  beta0: vector('start', [0, 1], { symbol: 'β₀' }),
  samples: number('data', 4403, { symbol: 'P', integer: true }),
  steps: number('steps', 100, { integer: true }),
  sign: choice('sign', ['positive', 'negative']),
  record: record('lin:10'),
}
const apart = (...runs: Parameters[]): Parameters[] => settingsApart(schema, runs)

describe('a label', () => {
  const labels: [string, Parameters, string, string][] = [
    ['uses the symbol, and the full minus sign', { tau: -0.5 }, 'τ = −0.5', 'τ−0.5'],
    ['uses the name where there is no symbol', { steps: 50 }, 'steps = 50', 'steps 50'],
    ['says the side above, with the number', { delta: 1 }, 'upstream δ = 1', 'δ1'],
    ['says the side at its value', { delta: 0 }, 'balanced δ = 0', 'δ0'],
    ['says the side below', { delta: -1 }, 'downstream δ = −1', 'δ−1'],
    ['is a word alone where the number has no symbol', { tau: 2, offset: -0.3 }, 'τ = 2 −', 'τ2 −'],
    ['lists settings with commas', { tau: 0.1, beta0: [-1, 0.5] }, 'τ = 0.1, β₀ = (−1, 0.5)', 'τ0.1 β₀(−1,0.5)'],
    ['has three digits', { tau: 0.145427 }, 'τ = 0.145', 'τ0.145'],
    ['has all digits of whole numbers, in threes', { samples: 123456 }, 'P = 123,456', 'P123,456'],
    ['has three digits before the point too', { tau: 1234.5 }, 'τ = 1,235', 'τ1,235'],
    [
      'has powers of ten for small and large numbers',
      { beta0: [-1e-4, 2.5e7] },
      'β₀ = (−10⁻⁴, 2.5·10⁷)',
      'β₀(−10⁻⁴,2.5·10⁷)',
    ],
    [
      'has names and records as they are',
      { sign: 'negative', record: 'lin:5' },
      'sign = negative, record = lin:5',
      'sign negative record lin:5',
    ],
    ['of nothing says so', {}, 'default settings', 'default settings'],
  ]
  test.each(labels)('%s', (_, settings, brief, tight) => {
    expect(labelOf(schema, settings)).toBe(brief)
    expect(labelOf(schema, settings, 'tight')).toBe(tight)
  })

  test('refuses a setting that the schema does not know', () => {
    expect(() => labelOf(schema, { dleta: 1 })).toThrow('parameter dleta is unknown (did you mean delta?)')
  })

  test('is written in full for runs that would have the same name', () => {
    expect(labelsOf(schema, [{ tau: 0.12341 }, { tau: 0.12342 }])).toEqual(['τ = 0.12341', 'τ = 0.12342'])
    expect(labelsOf(schema, [{ offset: 1 }, { offset: 2 }])).toEqual(['+ offset = 1', '+ offset = 2'])
  })
})

describe('what sets runs apart', () => {
  test('is what differs, in the order of the schema', () => {
    expect(apart({ delta: 1, tau: 1, steps: 5 }, { delta: 1, tau: 2, steps: 5 })).toEqual([{ tau: 1 }, { tau: 2 }])
  })

  test('is the default where a run leaves a setting out', () => {
    expect(apart({}, { delta: 1 })).toEqual([{ delta: 0 }, { delta: 1 }])
  })

  test('is no more than is needed', () => {
    const runs = [1, 2].map((tau) => ({ tau, steps: 100 * tau, samples: 10 * tau }))
    expect(apart(...runs)).toEqual([{ tau: 1 }, { tau: 2 }])
    const grid = [1, 2].flatMap((tau) => [0, 1].map((delta) => ({ tau, delta, steps: 100 * tau })))
    expect(apart(...grid)).toEqual(grid.map(({ tau, delta }) => ({ tau, delta })))
  })

  test('of a run alone is all that it sets', () => {
    expect(apart({ steps: 5, tau: 1 })).toEqual([{ tau: 1, steps: 5 }])
  })

  test('has what is named in any case', () => {
    expect(settingsApart(schema, [{ tau: 1 }, { tau: 2 }], ['delta'])).toEqual([
      { tau: 1, delta: 0 },
      { tau: 2, delta: 0 },
    ])
  })
})

test('runs of presets are labelled by what sets them apart', () => {
  const labels = (id: string, preset: string): string[] =>
    coreExperiments[id].presets[preset].runs.map(({ label }) => label)
  expect(labels('neuron-race', 'regimes')).toEqual(['upstream δ = 1', 'balanced δ = 0', 'downstream δ = −1'])
  expect(labels('neuron-race', 'paper')[1]).toBe('τ = 2, balanced δ = 0')
  expect(labels('basins', 'small')).toEqual(['δ = −2 +', 'δ = −2 −', 'δ = −10 +', 'δ = −10 −', 'δ = 0 +', 'δ = 0 −'])
  expect(labels('exact-check', 'paper')[8]).toBe('δ = −2, β₀ = (0.5, −0.5)')
  expect(labels('phase-diagram', 'grid')[10]).toBe('τ = 0.145, δ = −0.75')
  expect(labels('single-neuron', 'silent-alignment')[4]).toBe('β₀ = (−10⁻⁴, 0)')
})
