import { LazyrichError } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { registry } from '../../src/registry.ts'
import { command, lazyrich, ndjson, solved } from '../support/command.ts'

/** Said by the parser of arguments, or where the process ends. */
const wrong: [string, string[], RegExp][] = [
  [
    'an unknown command',
    ['lists'],
    /^lazyrich: command lists is unknown \(did you mean list\?\); known: list, live, run, solve, doctor$/m,
  ],
  [
    'an unknown command with arguments',
    ['lists', 'here', 'there'],
    /^lazyrich: command lists is unknown \(did you mean list/m,
  ],
  ['a command that help does not know', ['help', 'lists'], /^lazyrich: command lists is unknown \(did you mean list/m],
  [
    'an unknown option',
    ['run', 'neuron-race', '--seeds', '4'],
    /^lazyrich: option --seeds is unknown \(did you mean --seed\?\); lazyrich run accepts --preset, --set, --seed, --json, --out, --help/,
  ],
  [
    'an unknown option of lazyrich itself',
    ['--themes', 'dark'],
    /^lazyrich: option --themes is unknown \(did you mean --theme\?\); lazyrich accepts --theme, .*--json/,
  ],
  [
    'an option without its value',
    ['live', 'neuron-race', '--speed'],
    /^lazyrich: option --speed has no value: --speed <frames> is accepted, frames per second, or full/,
  ],
  [
    'a missing argument',
    ['run'],
    /^lazyrich: argument <experiment> is missing: lazyrich run accepts <experiment>, a name from lazyrich list/,
  ],
  [
    'one argument too many',
    ['run', 'neuron-race', 'lenet'],
    /^lazyrich: argument lenet is one too many: lazyrich run accepts <experiment> /,
  ],
  [
    'arguments where there are none',
    ['doctor', 'a', 'b'],
    /^lazyrich: arguments a b are too many: lazyrich doctor accepts none/,
  ],
  [
    'an unknown experiment',
    ['run', 'nuron-race', '--json'],
    /^lazyrich: experiment nuron-race is unknown \(did you mean neuron-race\?\)/,
  ],
]

/** Thrown by a command: the process ends with these as with an unknown experiment. */
const mistaken: [string, string[], RegExp][] = [
  [
    'an unknown preset',
    ['live', 'neuron-race', '--preset', 'papers'],
    /^preset papers is unknown in neuron-race \(did you mean paper\?\)/,
  ],
  [
    'an unknown parameter',
    ['run', 'neuron-race', '--set', 'taau=1', '--json'],
    /^parameter taau is unknown \(did you mean tau\?\)/,
  ],
  ['a value out of range', ['run', 'neuron-race', '--set', 'tau=0'], /^tau is 0: a number from/],
  [
    'an unknown family',
    ['solve', 'single-nueron'],
    /^family single-nueron is unknown \(did you mean single-neuron\?\)/,
  ],
  [
    'a speed that is not a number',
    ['live', 'neuron-race', '--speed', 'slow'],
    /^--speed slow: a number of frames per second, at most 1000, or full is accepted/,
  ],
  [
    'a theme that there is not',
    ['live', 'neuron-race', '--theme', 'blue'],
    /^--theme blue: light, dark or auto is accepted/,
  ],
  ['the same on the way home', ['--theme', 'blue'], /^--theme blue: light, dark or auto is accepted/],
]

describe('wrong use', () => {
  for (const [what, args, message] of wrong)
    test(`${what} is named on stderr with what is accepted, exit 2, nothing on stdout`, () => {
      const { status, stdout, stderr } = lazyrich(args)
      expect(stderr).toMatch(message)
      expect(stdout).toBe('')
      expect(status).toBe(2)
    })

  test.each(mistaken)('%s is refused with what is accepted, and nothing is printed', async (_, args, message) => {
    const refusal = await command(args).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(LazyrichError)
    expect((refusal as Error).message).toMatch(message)
  })
})

describe('the options of lazyrich itself', () => {
  test('--json may stand before the command', async () => {
    const line = ['run', 'neuron-race', '--set', 'steps=20', '--set', 'record=log:3']
    const { stdout } = await command(['--json', ...line])
    expect(stdout).toBe((await command([...line, '--json'])).stdout)
    expect((await command(['--json', 'live', ...line.slice(1)])).stdout).toBe(stdout)
  })

  test('help <command> is <command> --help', async () => {
    expect((await command(['help', 'run'])).stdout).toBe((await command(['run', '--help'])).stdout)
  })

  test('solve --help names the fields and shows a problem that can be solved', async () => {
    const { stdout } = await command(['solve', '--help'])
    const problem = /echo '(.*)' \|/.exec(stdout)![1]!
    expect((await solved('single-neuron', [problem])).answers[0]).toHaveProperty('kernelDistance')
  })
})

describe('help', () => {
  for (const name of [[], ['list'], ['live'], ['run'], ['solve'], ['doctor']])
    test(`lazyrich ${[...name, '--help'].join(' ')} prints usage, exit 0`, async () => {
      const { code, stdout } = await command([...name, '--help'])
      expect(stdout).toContain(`Usage: lazyrich${name.length ? ` ${name[0]}` : ''}`)
      expect(code).toBe(0)
    })

  test('--version is the package’s', () => {
    expect(lazyrich(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+/)
  })
})

describe('lazyrich list', () => {
  test('names every experiment with its presets', () => {
    const { stdout, status } = lazyrich(['list'])
    for (const text of ['neuron-race', 'single-neuron', 'regimes (default)', 'paper']) expect(stdout).toContain(text)
    expect(status).toBe(0)
  })

  test('--json gives one line an experiment, with schema, metrics and presets', async () => {
    const lines = ndjson((await command(['list', '--json'])).stdout)
    expect(lines.map(({ id }) => id)).toEqual(Object.keys(registry))
    expect(lines[0]).toMatchObject({ axis: 'step', defaultPreset: 'regimes', parameters: { tau: { default: 0.1 } } })
  })

  test('with an id shows all parameters', async () => {
    const { stdout } = await command(['list', 'single-neuron'])
    for (const text of ['learningRate.a', 'endTime', 'sign', 'flow time']) expect(stdout).toContain(text)
  })

  test('alone, without a terminal, lazyrich lists', () => {
    expect(lazyrich([]).stdout).toBe(lazyrich(['list']).stdout)
  })
})

describe('lazyrich live without a terminal', () => {
  test('prints the comparison as lines and ends with exit 0', () => {
    const { status, stdout } = lazyrich(['live', 'neuron-race', '--preset', 'regimes'])
    expect(status).toBe(0)
    for (const text of ['upstream δ = 1', 'balanced δ = 0', 'downstream δ = −1', 'kernel distance', '10,000 '])
      expect(stdout).toContain(text)
    expect(stdout).toContain('upstream δ = 1: 10000 steps done')
  })

  test('shows the exact solution beside the integrated flow', () => {
    const { stdout } = lazyrich(['live', 'single-neuron'])
    expect(stdout).toContain('δ = −4')
    expect(stdout).toContain('exact')
  })

  test('if runs diverge, says so, prints nothing of a run after its end, and ends with exit 1', () => {
    const { status, stdout } = lazyrich(['live', 'neuron-race', '--set', 'stepSize=10'])
    expect(status).toBe(1)
    expect(stdout).toContain('diverged, loss not finite')
    expect(stdout).toMatch(/^ +6 +- +Infinity +-$/m)
    expect(stdout).toMatch(/^ +5 +Infinity +[\d.e+]+ +Infinity$/m)
  })
})

describe('lazyrich doctor', () => {
  test('ends with exit 1 if a check fails, and still prints all of them', () => {
    const { status, stdout } = lazyrich(['doctor'], '', { env: { LC_ALL: 'C' } })
    expect(stdout).toMatch(/^✗ character set/m)
    expect(stdout).toMatch(/^. tfjs backend/m)
    expect(status).toBe(1)
  })

  test('names backend, kernel variant and thread, and ends with exit 0 if every check passes', () => {
    const { status, stdout } = lazyrich(['doctor', '--json'], '', { env: { LC_ALL: 'C.UTF-8' } })
    const [findings] = ndjson(stdout) as [{ [name: string]: { ok: boolean; value: string } }]
    expect(status).toBe(0)
    for (const [name, { ok, value }] of Object.entries(findings)) expect(ok, `${name}: ${value}`).toBe(true)
    expect(Object.keys(findings)).toEqual(
      expect.arrayContaining(['node', 'terminal', 'kernel variant', 'training thread', 'networks', 'tfjs backend']),
    )
    expect(findings['tfjs backend']!.value).toMatch(
      /^wasm \(tfjs 4\.22\.0\), .*training kernels.*: wasm is the default/,
    )
    expect(findings['backend cpu']!.value).toBe('plain JavaScript')
    expect(findings['backend webgpu']!.value).toContain('npm install webgpu')
  })
})
