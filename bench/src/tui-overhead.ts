import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lazyrich } from './command.ts'
import { type Bench, median, type Result } from './result.ts'

const STEPS = 240_000
const PAIRS = 7
const TRAINING = ['neuron-race', '--preset', 'regimes', '--set', `steps=${STEPS}`]
/** What `run` and `live --exit` say on standard error when they are through. */
const SUMMARY = /(\d+) steps in ([\d.]+) s/

/**
 * What watching costs: the same three networks trained by `live` in a real terminal of 120×40 at full speed, against
 * `run --json >/dev/null`. Both time themselves from the start of their training thread to the last frame received.
 */
export const tuiOverhead: Bench = {
  name: 'tui-overhead',
  about: 'live (tmux, 120×40, full speed) against run --json >/dev/null: training time of the same runs',
  async measure(): Promise<Result> {
    requireTmux()
    const pairs: { ours: number; peer: number }[] = []
    for (let i = 0; i < PAIRS; i++) {
      const swap = i % 2 === 1 // the second one finds the machine warmer
      const first = swap ? live() : run()
      const second = swap ? run() : live()
      pairs.push(swap ? { ours: first, peer: second } : { ours: second, peer: first })
    }
    return {
      bench: 'tui-overhead',
      ours: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ peer }) => peer)),
      unit: 's',
      ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
      note: `${PAIRS} pairs of 3 runs of ${STEPS} steps; ratio: median of pairs`,
    }
  },
}

function run(): number {
  const { stderr } = spawnSync(process.execPath, [lazyrich, 'run', ...TRAINING, '--json'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  return seconds(stderr)
}

function live(): number {
  const folder = mkdtempSync(join(tmpdir(), 'lazyrich-bench-'))
  const said = join(folder, 'stderr')
  const server = `lazyrich-bench-${process.pid}`
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
  const command = [process.execPath, lazyrich, 'live', ...TRAINING, '--speed', 'full', '--exit'].map(quote).join(' ')
  try {
    const shell = `COLORTERM=truecolor ${command} 2>${quote(said)}; tmux -L ${server} wait-for -S done`
    execFileSync('tmux', ['-L', server, 'new-session', '-d', '-x', '120', '-y', '40', shell])
    execFileSync('tmux', ['-L', server, 'wait-for', 'done'])
    return seconds(readFileSync(said, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function seconds(said: string): number {
  const match = SUMMARY.exec(said)
  if (!match || Number(match[1]) !== 3 * STEPS) throw new Error(`unexpected output on stderr: ${said}`)
  return Number(match[2])
}

function requireTmux(): void {
  if (spawnSync('tmux', ['-V']).status !== 0) throw new Error('tui-overhead needs tmux on the PATH')
}
