import { neuronRace, phaseDiagram } from '@lazyrich/core/experiments'
import { hierarchy } from '@lazyrich/tf'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { metrics as hierarchyMetrics } from '../../src/islands/hierarchy/metrics.ts'
import { metrics as raceMetrics } from '../../src/islands/neuron-race/metrics.ts'
import { MEASURES } from '../../src/islands/phase-diagram/measures.ts'
import { createRunAndRest, type RunAndRest } from '../../src/islands/stage/run-and-rest.ts'
import { troublesOf } from '../../src/islands/stage/troubles.ts'

/** A session that does what it is told, and notes it. */
interface Toy {
  phase: string
  readonly told: string[]
  changed(): void
  pause(): void
  resume(): void
  step(): void
}

let lessMotion = false
let toys: Toy[] = []
let noted: string[] = []
let runs: RunAndRest<Toy>

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('matchMedia', () => ({ matches: lessMotion }))
  lessMotion = false
  toys = []
  noted = []
  runs = createRunAndRest<Toy>(
    {
      start(paused, changed) {
        const told = [paused ? 'started paused' : 'started']
        const say = (word: string) => () => void told.push(word)
        const toy = { phase: 'running', told, changed, pause: say('pause'), resume: say('resume'), step: say('step') }
        toys.push(toy)
        return toy
      },
      leave: ({ told }) => void told.push('left'),
      begun: () => void noted.push('begun'),
      changed: () => undefined,
      rested: () => void noted.push('rested'),
      over: () => void noted.push('over'),
    },
    new AbortController().signal,
  )
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The present session says that it has got there. */
function come(phase: string): void {
  runs.session!.phase = phase
  runs.session!.changed()
}

describe('a session on a stage', () => {
  it('starts, pauses and goes on as the reader says', () => {
    runs.run()
    runs.rest()
    runs.run()
    expect(toys.map(({ told }) => told)).toEqual([['started', 'pause', 'resume']])
    expect(runs.isWanted).toBe(true)
  })

  it('is over once, and then a new one takes its place', () => {
    runs.run()
    come('over')
    come('over')
    expect(noted.filter((word) => word === 'over')).toEqual(['over'])
    expect(runs.isWanted).toBe(false)
    runs.run()
    expect(toys.map(({ told }) => told)).toEqual([['started', 'left'], ['started']])
  })

  it('rests while the tab is hidden, and goes on when it is seen, if it is still wanted', () => {
    runs.run()
    runs.hide()
    runs.show()
    runs.rest()
    runs.hide()
    runs.show()
    expect(toys[0]!.told).toEqual(['started', 'pause', 'resume', 'pause', 'pause'])
  })

  it('that begins in a hidden tab waits there', () => {
    runs.hide()
    runs.run()
    expect(toys[0]!.told).toEqual(['started paused'])
    runs.show()
    expect(toys[0]!.told).toEqual(['started paused', 'resume'])
  })

  it('is no longer wanted to run once it is stepped', () => {
    runs.run()
    runs.step()
    runs.hide()
    runs.show()
    expect(toys[0]!.told).toEqual(['started', 'step', 'pause'])
  })

  it('is described once it stands still', () => {
    runs.run()
    noted.length = 0
    come('paused')
    expect(noted).toEqual(['rested'])
  })
})

describe('a session after a change', () => {
  it('is one, however many changes come before they rest', () => {
    for (let k = 0; k < 5; k++) {
      runs.beginSoon()
      vi.advanceTimersByTime(100)
    }
    expect(toys).toHaveLength(0)
    vi.advanceTimersByTime(100)
    expect(toys).toHaveLength(1)
  })

  it('is not begun twice where the reader starts it by hand in the meantime', () => {
    runs.beginSoon()
    runs.run()
    vi.advanceTimersByTime(1000)
    expect(toys).toHaveLength(1)
  })

  it.each([
    ['runs where the last one was wanted to', 'running', true, false, 'started'],
    ['waits where the last one was paused', 'paused', false, false, 'started paused'],
    ['runs where the last one is over', 'over', true, false, 'started'],
    ['waits where the last one is over and less motion is asked for', 'over', true, true, 'started paused'],
  ] as const)('%s', (_, phase, wanted, reduced, start) => {
    lessMotion = reduced
    runs.run()
    if (!wanted) runs.rest()
    come(phase)
    runs.begin()
    expect(toys[1]!.told).toEqual([start])
  })
})

it('troubles name the network that diverged, and say once what all have failed for', () => {
  const failed = { reason: 'failed', message: 'The worker that trains stopped.' } as const
  expect(
    troublesOf([
      { name: 'α = 1', outcome: failed },
      { name: 'α = 3', outcome: failed },
      { name: 'α = 10', outcome: { reason: 'diverged', message: 'the loss is NaN at step 3' } },
      { name: 'α = 0.1', outcome: { reason: 'complete', message: '10 steps done' } },
      { name: 'α = 0.3', outcome: undefined },
    ]),
  ).toEqual(['The worker that trains stopped.', 'α = 10: the loss is NaN at step 3.'])
})

it.each([
  ['race', raceMetrics, neuronRace],
  ['hierarchy', hierarchyMetrics, hierarchy],
  ['phase diagram', MEASURES, phaseDiagram],
])('what the %s shows are metrics of its experiment', (_, table, experiment) => {
  expect(Object.keys(experiment.metrics)).toEqual(expect.arrayContaining(Object.keys(table)))
})

it('the phase diagram draws its measures on the scales of the experiment', () => {
  for (const [name, { kind }] of Object.entries(MEASURES)) expect(phaseDiagram.metrics[name]!.scale).toBe(kind)
})
