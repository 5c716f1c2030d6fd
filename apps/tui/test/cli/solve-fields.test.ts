import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lazyrich, ndjson, solved } from '../support/command.ts'

const neuron = { a0: 1, w0: [0, 1], target: [1, 2], times: [1] }
const relu = { X: [[1]], y: [2], W0: [[1]], a0: [1], learningRate: 0.1, steps: [10] }

/** A problem of each family, and the reference files whose cases are lines of it. */
const families: { readonly [family: string]: { problem: object; files: string[] } } = {
  'single-neuron': {
    problem: neuron,
    files: ['single-neuron-exact', 'single-neuron-flow', 'single-neuron-hard'],
  },
  'two-layer-linear': {
    problem: { A0: [[1]], W0: [[0.5, 0]], target: [[1], [2]], times: [0, 1] },
    files: ['wide-linear', 'wide-linear-long'],
  },
  'deep-linear': {
    problem: { X: [[1]], Y: [[1]], W0: [[[0.1]], [[0.1]]], times: [1] },
    files: ['deep-linear'],
  },
  'two-layer-relu': { problem: relu, files: ['relu-descent'] },
}

async function errors(family: string, lines: readonly (object | string)[]): Promise<unknown[]> {
  return (await solved(family, lines)).answers.map(({ error }) => error)
}

describe.each(Object.entries(families))('lazyrich solve %s', (family, { problem, files }) => {
  test('lets be all that cases of the reference files, and its own answers, hold beside a problem', async () => {
    const names = files.flatMap((file) => {
      const { cases } = JSON.parse(readFileSync(new URL(`../golden/${file}.json`, import.meta.url), 'utf8'))
      return (cases as object[]).flatMap((one) => Object.keys(one))
    })
    const [answer] = (await solved(family, [problem])).answers
    const beside = [...names, ...Object.keys(answer!), 'tag', 'tolerance']
    const lines = beside.filter((name) => !(name in problem)).map((name) => ({ ...problem, [name]: null }))
    for (const error of await errors(family, lines)) expect(error ?? '').not.toContain('is unknown')
  })

  test('refuses other fields, unless the line has "extra": true', async () => {
    const odd = { ...problem, colour: 'red' }
    expect(
      await errors(family, [odd, { ...odd, extra: true }, { ...odd, extra: false }, { ...odd, extra: 1 }]),
    ).toEqual([
      expect.stringMatching(/^colour is unknown; known: .*; "extra": true lets a line hold other fields$/),
      undefined,
      expect.stringContaining('colour is unknown'),
      'extra is 1: true or false is accepted',
    ])
  })
})

test('the nearest field is named, in whatever case it was typed', async () => {
  const learningRate = { a: 1, w: 1 }
  expect(
    await errors('single-neuron', [
      { ...neuron, learningrate: learningRate },
      { a0: 1, W0: [0, 1], target: [1, 2], times: [1] },
      { ...neuron, learningRate: { ...learningRate, W: 2 } },
      { ...neuron, learningRate: { a: 1, W: 2 } },
      { ...neuron, learningRate: { ...learningRate, eta: 2 } },
      { ...neuron, learningRate: [1, 2] },
      { ...neuron, learningRate: '2' },
      { ...neuron, w0: { file: 'w.f64', Shape: [2] } },
      { ...neuron, w0: { file: 'w.f64', shape: [2], dtype: 'f64' } },
      '{"a0":1,"w0":[0,1],"target":[1,2],"times":[1],"__proto__":1}',
    ]),
  ).toEqual([
    expect.stringMatching(/^learningrate is unknown \(did you mean learningRate\?\); known: a0, /),
    expect.stringMatching(/^W0 is unknown \(did you mean w0\?\)/),
    'learningRate.W is unknown (did you mean w?); known: a, w',
    'learningRate.W is unknown (did you mean w?); known: a, w',
    'learningRate.eta is unknown; known: a, w',
    expect.stringMatching(/^learningRate\.a is missing: /),
    'learningRate is "2": a number or {"a": number, "w": number} is accepted',
    'w0.Shape is unknown (did you mean shape?); known: file, shape',
    'w0.dtype is unknown; known: file, shape',
    expect.stringMatching(/^__proto__ is unknown/),
  ])
  expect(
    await errors('two-layer-relu', [
      { ...relu, Leak: 0.1 },
      { ...relu, Method: 'flow' },
    ]),
  ).toEqual([
    expect.stringMatching(/^Leak is unknown \(did you mean leak\?\)/),
    expect.stringMatching(/^Method is unknown \(did you mean method\?\)/),
  ])
  const deep = { X: [[1]], Y: [[1]], W0: [{ file: 'W.f64', shapes: [1, 1] }], times: [1] }
  expect(await errors('deep-linear', [deep])).toEqual([
    'W0[0].shapes is unknown (did you mean shape?); known: file, shape',
  ])
})

test('a byte-order mark before the first line is skipped, and lines may end as on Windows', () => {
  const line = JSON.stringify(neuron)
  const plain = lazyrich(['solve', 'single-neuron'], `${line}\n${line}\n`)
  expect(plain.status).toBe(0)
  expect(lazyrich(['solve', 'single-neuron'], `\ufeff${line}\r\n${line}\r\n`)).toEqual(plain)
  expect(lazyrich(['solve', 'single-neuron'], `\ufeff\r\n${line}\r\n${line}`)).toEqual(plain)
})

test('what a line holds is shown in its error, never sent', () => {
  const nasty = '\x1b]0;x\x07\x1b[2J\x9b31m\u202e'
  const lines = [
    JSON.stringify({ ...neuron, [nasty]: 1 }),
    JSON.stringify({ ...neuron, learningRate: { a: 1, w: 1, [nasty]: 1 } }),
    JSON.stringify({ ...neuron, w0: { file: nasty, shape: [2] } }),
    JSON.stringify({ ...neuron, w0: [nasty] }),
    JSON.stringify([nasty]),
    `{"a0": ${nasty}}`,
    nasty,
  ]
  const { stdout, stderr } = lazyrich(['solve', 'single-neuron'], `${lines.join('\n')}\n`)
  expect(ndjson(stdout)).toHaveLength(lines.length)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  const sent = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/
  for (const { error } of ndjson(stdout)) {
    expect(error).not.toMatch(sent)
    expect(error).toContain('\\u001b')
  }
  expect(stdout + stderr).not.toMatch(sent)
})

test('one learning rate for all layers gives the numbers that a list or { a, w } of it gives, bit by bit', () => {
  const linear = { A0: [[0.25]], W0: [[0.2, 0.1]], target: [[0.5], [1]], times: [0.5, 3] }
  const deep = { X: [[1, 0.5]], Y: [[1]], W0: [[[0.3, 0.1]], [[0.2]]], times: [0.5, 3] }
  for (const [family, problem, same] of [
    ['single-neuron', neuron, { a: 0.3, w: 0.3 }],
    ['two-layer-linear', linear, { a: 0.3, w: 0.3 }],
    ['deep-linear', deep, [0.3, 0.3]],
  ] as const) {
    const lines = [0.3, same].map((learningRate) => JSON.stringify({ ...problem, learningRate }))
    const { stdout, status } = lazyrich(['solve', family], `${lines.join('\n')}\n`)
    expect(status).toBe(0)
    const [one, each] = stdout.trim().split('\n')
    expect(one).toBe(each)
  }
})
