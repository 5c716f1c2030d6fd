#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { say, sayLines, tolerateClosedPipe } from './cli/output.ts'
import { runCommand } from './cli/program.ts'

/** Runs the command: a user's mistake prints its message and exits with 2, any other failure its stack, with 1. */
async function main(): Promise<number> {
  tolerateClosedPipe()
  try {
    return await runCommand(process.argv.slice(2))
  } catch (error) {
    if (await isMistake(error)) {
      say((error as Error).message)
      return 2
    }
    sayLines(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return 1
  }
}

/** True for a user's mistake. The error classes are imported only here, so that no command waits for them. */
async function isMistake(error: unknown): Promise<boolean> {
  const [{ LazyrichError }, { RunsError }] = await Promise.all([
    import('@lazyrich/core/port'),
    import('@lazyrich/runs'),
  ])
  return error instanceof LazyrichError || error instanceof RunsError
}

// The dashboard loads some nine hundred modules: Node keeps them compiled from one start to the next.
enableCompileCache()
const code = await main()
// Standard output may be a pipe that still holds lines: exit once they are through.
process.stdout.write('', () => process.exit(code))
