import { describe, expect, test } from 'vitest'
import { planRuns } from '../src/plan.ts'
import { registry } from '../src/registry.ts'

describe('a plan', () => {
  test('without options is the default preset at seed 0, at its own pace', () => {
    const plan = planRuns('neuron-race', {})
    expect(plan.preset).toBe('regimes')
    expect(plan.runs.map(({ parameters }) => parameters.delta)).toEqual([1, 0, -1])
    expect(plan.seed).toBe(0)
    expect(plan.pace).toBeGreaterThan(0)
  })

  test('puts a setting over every run of the preset, and then has no pace', () => {
    const plan = planRuns('neuron-race', { set: ['steps=50', 'record=every:10'] })
    expect(plan.runs.map(({ parameters }) => [parameters.delta, parameters.steps, parameters.record])).toEqual([
      [1, 50, 'every:10'],
      [0, 50, 'every:10'],
      [-1, 50, 'every:10'],
    ])
    expect(plan.runs.map(({ label }) => label)).toEqual(['upstream δ = 1', 'balanced δ = 0', 'downstream δ = −1'])
    expect(plan.pace).toBeUndefined()
  })

  test('trains runs that a setting makes equal once, under a name that says so', () => {
    const plan = planRuns('neuron-race', { set: ['delta=2'] })
    expect(plan.runs.map(({ label, parameters }) => [label, parameters.delta])).toEqual([['upstream δ = 2', 2]])
  })

  test('labels runs by what still sets them apart, and says what was set', () => {
    const labels = (...set: string[]): string[] => planRuns('phase-diagram', { set }).runs.map(({ label }) => label)
    expect(labels('delta=0.5')).toEqual(['τ = 0.1, δ = 0.5', 'τ = 0.45, δ = 0.5', 'τ = 2, δ = 0.5'])
    // Where all lie on the surface, the two at δ = 0 differ in a₀ alone.
    const basins = planRuns('basins', { set: ['offset=0'] }).runs.map(({ label }) => label)
    expect(basins).toEqual([
      'δ = −2, a₀ = −4 on the surface',
      'δ = −10, a₀ = −4 on the surface',
      'δ = 0, a₀ = 4 on the surface',
      'δ = 0, a₀ = −4 on the surface',
    ])
  })

  test('takes vectors separated by commas and numbers in every notation', () => {
    const { parameters } = planRuns('single-neuron', { set: ['target=0.5,-2e-1', 'delta=1e-3'] }).runs[0]!
    expect(parameters.target).toEqual([0.5, -0.2])
    expect(parameters.delta).toBe(0.001)
  })

  const refusals: [string, Parameters<typeof planRuns>, string][] = [
    [
      'an unknown experiment',
      ['nuron-race', {}],
      `experiment nuron-race is unknown (did you mean neuron-race?); known: ${Object.keys(registry).join(', ')}`,
    ],
    [
      'an unknown preset',
      ['neuron-race', { preset: 'regime' }],
      'preset regime is unknown in neuron-race (did you mean regimes?); known: regimes, small, paper',
    ],
    [
      'an unknown parameter',
      ['neuron-race', { set: ['dleta=1'] }],
      'parameter dleta is unknown (did you mean delta?); known: tau, delta',
    ],
    [
      'a parameter of a name that objects have anyway',
      ['neuron-race', { set: ['constructor=1'] }],
      'parameter constructor is unknown',
    ],
    ['text for a number', ['neuron-race', { set: ['delta=x'] }], 'delta is x: a number from'],
    ['nothing for a number', ['neuron-race', { set: ['delta='] }], 'delta is empty: a number from'],
    ['a value out of range', ['neuron-race', { set: ['tau=-1'] }], 'tau is -1: a number from'],
    ['a fraction for a whole number', ['neuron-race', { set: ['steps=1.5'] }], 'steps is 1.5: a whole number from 1'],
    ['NaN', ['neuron-race', { set: ['tau=NaN'] }], 'tau is NaN: a number from'],
    ['a vector of the wrong length', ['single-neuron', { set: ['target=1,2,3'] }], 'target is 1,2,3: 2 numbers from'],
    ['an unknown choice', ['single-neuron', { set: ['sign=up'] }], 'sign is up: positive, negative is accepted'],
    ['an invalid record', ['neuron-race', { set: ['record=log:0'] }], 'record is log:0: log:<frames>'],
    ['a setting without a value', ['neuron-race', { set: ['delta'] }], '--set delta: name=value is accepted'],
    ['an invalid seed', ['neuron-race', { seed: '-4' }], '--seed -4: a whole number from 0 to 4294967295 is accepted'],
    ['a combination that cannot start', ['neuron-race', { set: ['neurons=51'] }], 'neurons is 51: an even number'],
    ['β = 0 downstream', ['single-neuron', { set: ['beta0=0,0', 'delta=-1'] }], 'beta0 is 0 with delta -1'],
  ]
  for (const [what, args, message] of refusals)
    test(`refuses ${what}, and says what is accepted`, () => {
      expect(() => planRuns(...args)).toThrow(message)
    })
})
