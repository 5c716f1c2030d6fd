import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { coreExperiments } from '@lazyrich/core'
import { accepts, type Experiment, number } from '@lazyrich/core/port'
import { describe, expect, it } from 'vitest'
import { families } from '../src/reference/api.ts'
import { commandLinePage } from '../src/reference/command-line.ts'
import { experimentsPage } from '../src/reference/experiments.ts'
import { commandsOf, parseHelp } from '../src/reference/help.ts'
import { code, plain, shortList, table } from '../src/reference/page.ts'
import { decode, read } from './site.ts'

const require = createRequire(import.meta.url)
const main = join(dirname(require.resolve('lazyrich/package.json')), 'dist/main.js')
const lazyrich = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [main, ...args], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })

/** The text of a built page as it is read: no scripts, no tags, no line breaks. */
function words(page: string): string {
  const text = read(page).replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, '')
  return decode(text).replace(/\s+/g, ' ')
}

const help = `Usage: tool [options] <file>

does one thing to a file; and
then another

Arguments:
  file            any file

Options:
  --most <n>      how many of them at most, which may be
                  many (default: 3)
  -h, --help      print help

file: what is in it
  one  thing a line
`

describe('parseHelp()', () => {
  it('takes usage, text, sections and their rows apart', () => {
    expect(parseHelp(help)).toEqual({
      usage: 'tool [options] <file>',
      about: 'does one thing to a file; and\nthen another',
      sections: [
        { title: 'Arguments', rows: [{ term: 'file', meaning: 'any file' }] },
        {
          title: 'Options',
          rows: [
            { term: '--most <n>', meaning: 'how many of them at most, which may be many (default: 3)' },
            { term: '-h, --help', meaning: 'print help' },
          ],
        },
      ],
      more: 'file: what is in it\n  one  thing a line',
    })
  })

  it('takes a meaning that begins on the line below its term', () => {
    const parsed = parseHelp(
      'Usage: tool\n\nOptions:\n  --a-very-long-option <with a value>\n                  what it means\n',
    )
    expect(parsed?.sections[0]?.rows).toEqual([
      { term: '--a-very-long-option <with a value>', meaning: 'what it means' },
    ])
  })

  it('leaves a text alone that does not begin with its usage', () => {
    expect(parseHelp('Hello\n')).toBeUndefined()
  })
})

describe('commandLinePage()', () => {
  const texts: { readonly [args: string]: string } = {
    '--help': 'Usage: tool [command]\n\nCommands:\n  new [options]  a | new thing\n  help [command]  help\n',
    'help new': 'Anything else\n',
  }
  const page = commandLinePage((...args) => texts[args.join(' ')]!)

  it('has a section for every command that the help lists, and leads to it', () => {
    expect(page).toContain('\n## tool new\n'.replace('tool', 'lazyrich'))
    expect(page).toContain('| [`new [options]`](#lazyrich-new) | a \\| new thing |')
  })

  it('shows a help that is laid out otherwise as it is', () => {
    expect(page).toContain('```text\nAnything else\n```')
  })
})

describe('experimentsPage()', () => {
  it('has a section for whatever experiment is listed', () => {
    const listed = {
      id: 'my-experiment',
      title: 'Mine',
      shows: 'That |a| < 1.',
      parameters: { rate: number('how fast', 0.5, { min: 0, max: 1, unit: 'steps', changeable: true }) },
      metrics: { loss: { label: 'loss', meaning: 'mean square', unit: '', scale: 'log' } },
      given: { teacher: { meaning: 'who teaches', shape: ['neurons', 'inputs'] } },
      fields: {},
      presets: {
        small: {
          about: 'two',
          runs: [
            { label: 'slow', set: { rate: 0.1 } },
            { label: 'fast', set: {} },
          ],
        },
      },
      defaultPreset: 'small',
    }
    const page = experimentsPage(`${JSON.stringify(listed)}\n`)
    expect(page).toContain('## my-experiment')
    expect(page).toContain('That \\|a\\| \\< 1.')
    expect(page).toContain('a number from 0 to 1, in steps; may change in the middle of a run')
    expect(page).toContain('| two | slow<br>fast |')
    expect(page).toContain('### Given to my-experiment\n\n| Given | Meaning | Shape |')
    expect(page).toContain('| `teacher` | who teaches | neurons × inputs |')
    expect(page).not.toContain('Fields of')
  })
})

describe('a table', () => {
  it('drops a column that is always empty, and shows characters of Markdown as they are', () => {
    expect(table(['a', 'b', 'c'], [[code('x|y'), '', plain('*z*')]])).toBe(
      '| a | c |\n| --- | --- |\n| `x\\|y` | \\*z\\* |',
    )
  })
})

describe('a description', () => {
  it('stays as short as a search engine shows it, however long the list', () => {
    expect(shortList('Names: ', ['a', 'b'])).toBe('Names: a, b.')
    const long = shortList(
      'Names: ',
      Array.from({ length: 100 }, (_, i) => `name${i}`),
    )
    expect(long.length).toBeLessThan(170)
    expect(long).toMatch(/ and more\.$/)
  })
})

describe('the built reference', () => {
  it('has every command, argument and option of lazyrich with its meaning', () => {
    const page = words('reference/command-line/index.html')
    const commands = commandsOf(parseHelp(lazyrich('--help'))!)
    expect(commands).toEqual(expect.arrayContaining(['list', 'live', 'run', 'solve', 'doctor']))
    for (const command of commands) {
      const own = parseHelp(lazyrich('help', command))!
      expect(page).toContain(own.usage)
      for (const { term, meaning } of own.sections.flatMap(({ rows }) => rows)) {
        expect(page).toContain(term)
        expect(page).toContain(meaning)
      }
    }
  })

  it('has every experiment of lazyrich with its parameters, metrics, given arrays, fields and presets', () => {
    const page = words('reference/experiments/index.html')
    const listed = lazyrich('list', '--json')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Experiment)
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(coreExperiments)))
    for (const { id, title, parameters, metrics, given, fields, presets } of listed) {
      expect(page).toContain(id)
      expect(page).toContain(title)
      const named = { ...parameters, ...metrics, ...given, ...fields }
      for (const [name, { meaning }] of Object.entries(named)) expect(page, name).toContain(`${name} ${meaning}`)
      for (const parameter of Object.values(parameters)) expect(page).toContain(accepts(parameter))
      for (const [name, { about }] of Object.entries(presets)) {
        expect(page).toContain(name)
        expect(page).toContain(about)
      }
    }
  })

  it.each(families)('has every name that %s exports', async (family) => {
    const page = read(`reference/api/${family}/index.html`)
    const headings = Array.from(page.matchAll(/<h3 id="([^"]+)"/g), ([, id]) => id!)
    const { LazyrichError, ...own } = await import(`@lazyrich/core/${family}`)
    expect(LazyrichError).toBeDefined()
    // Names that a family shares with another have their entry with the other.
    const missing = Object.keys(own).filter((name) => !headings.includes(name.toLowerCase()))
    for (const name of missing) expect(page, name).toContain(name)
    expect(missing.length).toBeLessThan(Object.keys(own).length)
  })

  it('names no path of the machine that built it', () => {
    const home = join(import.meta.dirname, '../../..')
    for (const family of families) expect(read(`reference/api/${family}/index.html`)).not.toContain(home)
    expect(readFileSync(join(import.meta.dirname, '../src/content/docs/reference/api/index.md'), 'utf8')).not.toContain(
      home,
    )
  })
})
