import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

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

/** The same, while it runs. */
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
