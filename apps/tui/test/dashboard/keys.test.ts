import { coreExperiments } from '@lazyrich/core/experiments'
import { render } from 'ink-testing-library'
import { createElement } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { App } from '../../src/dashboard/app.tsx'
import { helpPage } from '../../src/dashboard/help-lines.ts'
import { keyName, keyNames } from '../../src/dashboard/key-names.ts'
import { bindings, press } from '../../src/dashboard/keys.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { modelOf, until } from '../support/model.ts'

let unmount: (() => void) | undefined
afterEach(() => unmount?.())

interface Opened {
  /** Presses a key and waits for what it does. */
  press: (keys: string, what: string, condition: () => boolean) => Promise<void>
  frame: () => string
}

/** The app in ink-testing-library's terminal, once it listens to keys. */
async function open(model: Model): Promise<Opened> {
  const app = render(createElement(App, { model }))
  unmount = app.unmount
  await until('the app listens', () => app.stdin.listenerCount('readable') > 0)
  return {
    frame: () => app.lastFrame() ?? '',
    async press(keys, what, condition) {
      app.stdin.write(keys)
      await until(what, condition)
    },
  }
}

describe('keys on a comparison', () => {
  test('space pauses and resumes every run', async () => {
    const { model } = modelOf('neuron-race', { pace: 5 })
    const { press } = await open(model)
    await press(' ', 'the runs are paused', () => model.comparison!.runs.every((run) => run.paused))
    expect(model.comparison!.paused).toBe(true)
    const before = model.comparison!.runs.map((run) => run.history.length)
    // That nothing comes can only be waited for: two frames' time.
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(model.comparison!.runs.map((run) => run.history.length)).toEqual(before)
    await press(' ', 'frames come again', () =>
      model.comparison!.runs.every((run, i) => run.history.length > before[i]!),
    )
  })

  test('s advances every run by one frame and pauses', async () => {
    const { model } = modelOf('neuron-race', { pace: 5 })
    const { press } = await open(model)
    await press(' ', 'the runs are paused', () => model.comparison!.runs.every((run) => run.paused))
    const before = model.comparison!.runs.map((run) => run.history.length)
    await press('s', 'one more frame is there', () =>
      model.comparison!.runs.every((run, i) => run.history.length === before[i]! + 1),
    )
    await until('they are paused again', () => model.comparison!.runs.every((run) => run.paused))
  })

  test('+ and - change the pace, f removes it', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = await open(model)
    await press('+', 'it is faster', () => model.comparison!.pace === 20)
    await press('-', 'it is as before', () => model.comparison!.pace === 10)
    await press('-', 'it is slower', () => model.comparison!.pace === 5 && frame().includes('5 frames/s'))
    await press('f', 'nothing holds it back', () => frame().includes('full speed'))
    expect(model.comparison!.pace).toBeUndefined()
  })

  test('n and b change the seed, r keeps it, and all start again', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = await open(model)
    await press('n', 'the next seed is shown', () => frame().includes('seed 1'))
    expect(model.comparison!.plan.seed).toBe(1)
    const before = model.comparison
    await press('r', 'all start again', () => model.comparison !== before)
    expect(model.comparison!.plan.seed).toBe(1)
    await press('b', 'the previous seed is back', () => model.comparison!.plan.seed === 0)
    await press('b', 'seeds go round', () => model.comparison!.plan.seed === 2 ** 32 - 1)
  })

  test('arrows select a run', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press } = await open(model)
    await press('\x1b[B', 'the next run is chosen', () => model.comparison!.selected === 1)
    await press('\x1b[A', 'the first is chosen', () => model.comparison!.selected === 0)
    await press('k', 'the last is chosen', () => model.comparison!.selected === 2)
  })

  test('e goes from experiment to experiment: to the seven δ of single-neuron, on to hierarchy, and back', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press } = await open(model)
    await press('e', 'the other experiment is shown', () => model.comparison!.plan.runs[0]!.label === 'δ = −4')
    expect(model.comparison!.plan.experiment.id).toBe('single-neuron')
    expect(model.comparison!.runs.length).toBe(7)
    for (const id of [...Object.keys(coreExperiments).slice(2), 'hierarchy'])
      await press('e', `${id} is shown`, () => model.comparison!.plan.experiment.id === id)
    await until('hierarchy’s runs are named', () => model.comparison!.plan.runs[0]!.label === 'α = 0.03')
    await press('e', 'the first is back', () => model.comparison!.plan.experiment.id === 'neuron-race')
  })

  test('? shows every key of the table, a screen at a time, and escape goes back', async () => {
    const { model } = modelOf('neuron-race', { pace: 10 })
    const { press, frame } = await open(model)
    const all = bindings.filter(({ places }) => places.includes('live'))
    const seen = new Set<string>()
    const read = (): void => {
      for (const { help } of all) if (frame().includes(help.slice(0, 40))) seen.add(help)
    }
    await press('?', 'the help is there', () => frame().includes('pause or resume'))
    for (let page = 0; page < 20; page++) {
      read()
      for (let k = 0; k < 5; k++) model.key('down')
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    expect(helpPage(model.comparison, model.help!, 80, 24).below).toBe(0)
    read()
    expect(all.filter(({ help }) => !seen.has(help))).toEqual([])
    await press('\x1b', 'the help is gone', () => model.help === undefined)
    expect(model.comparison).toBeDefined()
  })

  test('q and ctrl-c quit, ctrl-z asks for the shell', async () => {
    const { model, calls } = modelOf('neuron-race', { pace: 10 })
    const { press } = await open(model)
    await press('q', 'q quits', () => calls.length === 1)
    await press('\x03', 'ctrl-c quits', () => calls.length === 2)
    await press('\x1a', 'ctrl-z suspends', () => calls.length === 3)
    expect(calls).toEqual(['quit', 'quit', 'suspend'])
  })
})

describe('keys at home', () => {
  test('arrows choose, enter trains, h comes back', async () => {
    const { model } = modelOf(undefined)
    const { press, frame } = await open(model)
    const { length } = model.choices
    await press('\x1b[B', 'the second is chosen', () => model.chosen === 1)
    await press('j', 'the third is chosen', () => model.chosen === 2)
    await press('k', 'the second is chosen', () => model.chosen === 1)
    await press('\x1b[A', 'the first is chosen', () => model.chosen === 0)
    await press('\x1b[A', 'the last is chosen', () => model.chosen === length - 1)
    const { experiment, preset } = model.choices[length - 1]!
    await press('\r', 'it trains', () => model.comparison?.plan.preset === preset)
    expect(model.comparison!.plan.experiment.id).toBe(experiment)
    await press('h', 'home is shown', () => frame().includes('watch lazy and rich learning'))
    expect(model.comparison).toBeUndefined()
  })
})

describe('the table of keys', () => {
  test('gives every key one meaning in a place', () => {
    for (const place of ['home', 'live', 'help', 'filter'] as const) {
      const keys = bindings.filter(({ places }) => places.includes(place)).flatMap((binding) => binding.keys)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  test('names keys as Ink reports them', () => {
    expect(keyName(' ', {})).toBe('space')
    expect(keyName('', { tab: true, shift: true })).toBe('shift+tab')
    expect(keyName('c', { ctrl: true })).toBe('ctrl+c')
    expect(keyName('', { return: true })).toBe('return')
    expect(keyName('', { leftArrow: true, shift: true })).toBe('shift+left')
    expect(keyName('', { backspace: true })).toBe('backspace')
  })
})

describe('keys that arrive in one report', () => {
  test('act one by one, as on a slow line or when one is held down', () => {
    expect(keyNames('qq', {})).toEqual(['q', 'q'])
    expect(keyNames('s s', {})).toEqual(['s', 'space', 's'])
    expect(keyNames('jj\r', {})).toEqual(['j', 'j', 'return'])
    expect(keyNames('', { rightArrow: true })).toEqual(['right'])
    expect(keyNames('z', { ctrl: true })).toEqual(['ctrl+z'])
  })

  test('go where each of them leads', () => {
    const { model } = modelOf(undefined)
    for (const name of keyNames('jj', {})) press(name, 'home', model.actions)
    expect(model.chosen).toBe(2)
  })
})
