#!/usr/bin/env node
import { LazyrichError } from '@lazyrich/core/port'
import { RunsError } from '@lazyrich/runs'
import { say, tolerateClosedPipe } from './cli/output.ts'
import { runCommand } from './cli/program.ts'

/** A message for a person instead of a stack, 2 for wrong use and 1 for a failure. */
async function main(): Promise<number> {
  tolerateClosedPipe()
  try {
    return await runCommand(process.argv.slice(2))
  } catch (error) {
    if (error instanceof LazyrichError || error instanceof RunsError) {
      say(error.message)
      return 2
    }
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return 1
  }
}

const code = await main()
// Standard output may be a pipe that still holds lines: leave when they are through.
process.stdout.write('', () => process.exit(code))
