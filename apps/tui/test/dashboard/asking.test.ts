import { expect, test } from 'vitest'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

test('a long training is thrown away by a second press only; any other key goes on', async () => {
  let now = 0
  const { model, calls } = modelOf('neuron-race', { pace: 1, now: () => now })
  const first = model.comparison
  await until('some frames are there', () => first!.runs.every((run) => run.history.length > 0))
  model.key('r')
  expect(model.comparison).not.toBe(first) // it has taken no time yet
  const second = model.comparison!
  await until('it has begun', () => second.runs.every((run) => run.history.length > 0))
  now = 100_000
  await until('time has been noted', () => second.meter.spent > 60_000)
  for (const key of ['r', 'n', 'b', 'e', 'h', 'q']) {
    model.key(key)
    expect(screenText(model, 80, 24)).toContain(`${key} again throws away`)
    model.key('tab')
    expect(model.asking).toBeUndefined()
    expect(model.comparison).toBe(second)
  }
  expect(calls).toEqual([])
  model.key('q')
  model.key('ctrl+c') // whatever is asked, at once
  expect(calls).toEqual(['quit'])
  model.key('h')
  model.key('h')
  expect(model.comparison).toBeUndefined()
  expect(model.choices[model.chosen]!.experiment).toBe('neuron-race')
})
