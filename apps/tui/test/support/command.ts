import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { solve } from '../../src/cli/solve/solve.ts'

/** The built command: turbo builds before it tests. */
export const main: string = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `lazyrich` as a script would: no terminal, no colours of the test's own. */
export function lazyrich(
  args: readonly string[],
  input = '',
  { env = {}, cwd }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    input,
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  })
  return { status, stdout, stderr }
}

/**
 * The command without a process of its own: what it ends with, and what it printed. A mistake is thrown, if
 * nothing was printed before; that the process then says it on stderr and ends with 2 is for {@link lazyrich} to show.
 */
export async function command(args: readonly string[]): Promise<{ code: number; stdout: string }> {
  let stdout = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text
    return true
  })
  try {
    const code = await runCommand(args)
    return { code, stdout }
  } catch (error) {
    if (stdout !== '') throw new Error(`printed before it refused: ${stdout}`, { cause: error })
    throw error
  } finally {
    write.mockRestore()
  }
}

/** What `lazyrich solve` answers to some lines, without a process of its own; `bad` of them with an error. */
export async function solved(
  family: string,
  lines: readonly (object | string)[],
): Promise<{ bad: number; answers: { [name: string]: unknown }[] }> {
  const input = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  let output = ''
  const sink = new Writable({
    write(chunk, _, done) {
      output += chunk
      done()
    },
  })
  const bad = await solve(family, Readable.from(input), sink)
  return { bad, answers: ndjson(output) }
}

/** The process while it runs. */
export function start(args: readonly string[]): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [main, ...args], {
    stdio: 'pipe',
    env: { ...process.env, FORCE_COLOR: undefined },
  })
}

/** The lines of some text, parsed. */
export function ndjson(text: string): { [name: string]: unknown }[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}
