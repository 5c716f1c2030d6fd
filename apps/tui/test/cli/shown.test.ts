import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { say } from '../../src/cli/output.ts'
import { command, lazyrich } from '../support/command.ts'

/** Sets a title, clears the screen, changes the colour by the one-byte CSI, turns text around. */
const nasty = '\x1b]0;x\x07\x1b[2J\x9b31m\u202e'
const visible = '\\u001b]0;x\\u0007\\u001b[2J\\u009b31m\\u202e'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const sent = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/

/** What the command says on stderr; its mistakes through the door that the process has for them. */
async function said(args: readonly string[]): Promise<string> {
  let stderr = ''
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text
    return true
  })
  try {
    await command(args).catch((error: Error) => say(error.message))
  } finally {
    write.mockRestore()
  }
  return stderr
}

test.each<[string, string[]]>([
  ['a command', [nasty]],
  ['an option', ['run', 'neuron-race', `--${nasty}`]],
  ['an experiment', ['run', nasty]],
  ['an experiment to list', ['list', nasty]],
  ['a preset', ['live', 'neuron-race', '--preset', nasty]],
  ['a setting’s name', ['run', 'neuron-race', '--set', `${nasty}=1`]],
  ['a setting’s value', ['run', 'neuron-race', '--set', `tau=${nasty}`]],
  ['a setting without a value', ['run', 'neuron-race', '--set', nasty]],
  ['which frames to record', ['run', 'neuron-race', '--set', `record=${nasty}`]],
  ['a seed', ['run', 'neuron-race', '--seed', nasty]],
  ['a speed', ['live', 'neuron-race', '--speed', nasty]],
  ['a directory', ['run', 'neuron-race', '--out', `/dev/null/${nasty}`]],
  ['a family', ['solve', nasty]],
])('escape sequences in %s are shown, never sent', async (_, args) => {
  const stderr = await said(args)
  expect(stderr).not.toMatch(sent)
  expect(stderr).toContain(visible)
})

test('the process says its mistakes, and those of its options, through the same door', () => {
  for (const args of [[nasty], ['run', `--${nasty}`]]) {
    const { status, stdout, stderr } = lazyrich(args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(sent)
    expect(stderr).toContain(visible)
  }
})

test('and in what a directory on disk is called and holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazyrich-shown-'))
  try {
    const out = join(folder, nasty)
    const line = ['run', 'neuron-race', '--set', 'delta=0', '--set', 'steps=20', '--out', out]
    lazyrich(line)
    const again = lazyrich(line)
    expect(again.stderr).toContain(`already complete (${join(folder, visible)})`)
    const path = join(out, 'manifest.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), experiment: nasty }))
    const other = lazyrich(line)
    expect(other.stderr).toContain(`holds another run (${visible},`)
    mkdirSync(join(folder, 'torn'))
    writeFileSync(join(folder, 'torn', 'manifest.json'), `{"format": ${nasty}`)
    const torn = lazyrich([...line.slice(0, -1), join(folder, 'torn')])
    expect(torn.status).toBeGreaterThan(0)
    for (const { stdout, stderr } of [again, other, torn]) expect(stdout + stderr).not.toMatch(sent)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
