import { render } from 'ink-testing-library'
import { createElement } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { App } from '../../src/dashboard/app.tsx'
import { bindings, keyName } from '../../src/dashboard/keys.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { modelOf, until } from '../support/model.ts'

let unmount: (() => void) | undefined
afterEach(() => unmount?.())

/** The app in ink-testing-library's terminal, and a way to press keys and let them arrive. */
function open(model: Model): { press: (keys: string) => Promise<void>; frame: () => string } {
  const app = render(createElement(App, { model }))
  unmount = app.unmount
  return {
    frame: () => app.lastFrame() ?? '',
    async press(keys) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      app.stdin.write(keys)
      await new Promise((resolve) => setTimeout(resolve, 40))
    },
  }
}

describe('keys on a comparison', () => {
  test('space pauses every run and goes on', async () => {
    const { model } = modelOf('neuron-race', { pace: 5 })
    const { press } = open(model)
    await press(' ')
    await until('the runs are paused', () => model.comparison!.runs.every((run) => run.paused))
    expect(model.comparison!.paused).toBe(true)
    const before = model.comparison!.runs.map((run) => run.history.length)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(model.comparison!.runs.map((run) => run.history.length)).toEqual(before)
    await press(' ')
    await until('frames come again', () => model.comparison!.runs.every((run, i) => run.history.length > before[i]!))
  })

  test('s takes one frame of every run and pauses', async () => {
    const { model } = modelOf('neuron-race', { pace: 5 })
    const { press } = open(model)
    await press(' ')
    await until('the runs are paused', () => model.comparison!.runs.every((run) => run.paused))
    const before = model.comparison!.runs.map((run) => run.history.length)
    await press('s')
    await until('one more frame is there', () =>
      model.comparison!.runs.every((run, i) => run.history.length === before[i]! + 1),
    )
    await until('they are paused again', () => model.comparison!.runs.every((run) => run.paused))
  })

  test('+ and - change the pace, f lifts it', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = open(model)
    await press('+')
    expect(model.comparison!.pace).toBe(20)
    await press('-')
    await press('-')
    expect(model.comparison!.pace).toBe(5)
    expect(frame()).toContain('5 frames/s')
    await press('f')
    expect(model.comparison!.pace).toBeUndefined()
    expect(frame()).toContain('full speed')
  })

  test('n and b change the seed, r keeps it, and all start again', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = open(model)
    await press('n')
    expect(model.comparison!.plan.seed).toBe(1)
    expect(frame()).toContain('seed 1')
    const before = model.comparison
    await press('r')
    expect(model.comparison!.plan.seed).toBe(1)
    expect(model.comparison).not.toBe(before)
    await press('b')
    await press('b')
    expect(model.comparison!.plan.seed).toBe(2 ** 32 - 1)
  })

  test('tab and arrows choose the run to look at', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press } = open(model)
    await press('\t')
    expect(model.comparison!.selected).toBe(1)
    await press('\x1b[A')
    await press('\x1b[A')
    expect(model.comparison!.selected).toBe(2)
  })

  test('x goes to single-neuron with its seven δ, and back', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = open(model)
    await press('x')
    expect(model.comparison!.plan.experiment.id).toBe('single-neuron')
    expect(model.comparison!.runs.length).toBe(7)
    expect(frame()).toContain('δ = −4')
    await press('x')
    expect(model.comparison!.plan.experiment.id).toBe('neuron-race')
  })

  test('? shows every key of the table, and escape goes back', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = open(model)
    await press('?')
    for (const { places, help } of bindings) if (places.includes('live')) expect(frame()).toContain(help.slice(0, 40))
    await press('\x1b')
    await new Promise((resolve) => setTimeout(resolve, 100)) // an escape alone waits for what might follow
    expect(model.help).toBe(false)
  })

  test('q and ctrl-c quit, ctrl-z asks for the shell', async () => {
    const { model, calls } = modelOf('neuron-race', { pace: 10 })
    const { press } = open(model)
    await press('q')
    await press('\x03')
    await press('\x1a')
    expect(calls).toEqual(['quit', 'quit', 'suspend'])
  })
})

describe('keys at home', () => {
  test('arrows choose, enter trains, h comes back', async () => {
    const { model } = modelOf(undefined)
    const { press, frame } = open(model)
    await press('\x1b[B')
    await press('j')
    expect(model.choices[model.chosen]).toEqual({ experiment: 'neuron-race', preset: 'paper' })
    await press('k')
    await press('\x1b[A')
    await press('\x1b[A')
    expect(model.choices[model.chosen]).toEqual({ experiment: 'single-neuron', preset: 'paper' })
    await press('\r')
    expect(model.comparison!.plan.preset).toBe('paper')
    await press('h')
    expect(model.comparison).toBeUndefined()
    expect(frame()).toContain('watch lazy and rich learning')
  })
})

describe('the table of keys', () => {
  test('gives every key one meaning in a place', () => {
    for (const place of ['home', 'live'] as const) {
      const keys = bindings.filter(({ places }) => places.includes(place)).flatMap((binding) => binding.keys)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  test('names keys as Ink reports them', () => {
    expect(keyName(' ', {})).toBe('space')
    expect(keyName('', { tab: true, shift: true })).toBe('shift+tab')
    expect(keyName('c', { ctrl: true })).toBe('ctrl+c')
    expect(keyName('', { return: true })).toBe('return')
  })
})
