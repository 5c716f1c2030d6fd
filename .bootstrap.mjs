// Behind every npm script: finds Node 24 and pnpm 12 (through npx where they are missing), installs and builds what is
// stale, then runs the task. Runs under any Node from 18 on, needs nothing installed, and writes only to stderr itself.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE = '24.21.0'
const PNPM = '12.21.0'
const root = dirname(fileURLToPath(import.meta.url))
const stampFile = join(root, 'node_modules', '.bootstrap.json')
const [task, ...rest] = process.argv.slice(2)
const say = (text) => process.stderr.write(`lazyrich: ${text}\n`)
const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {}
const env = {
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
}

/** Runs a command to its end, handing signals on, and ends with its exit status. */
function become(command, args, cwd, extra = {}) {
  const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...env, ...extra } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])
    process.on(signal, () => signal === 'SIGINT' || signal === 'SIGQUIT' || child.kill(signal)) // the terminal sends those two itself
  child.on('error', (error) => (say(`${command} could not be started: ${error.message}`), process.exit(1)))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** Runs one step of the set-up in silence; prints what it said, on stderr, only if it failed. */
function setUp(what, command, args) {
  if (what) say(what)
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`)
  say(`that failed (${command} ${args.join(' ')})`)
  process.exit(1)
}

/** Starts this script again under the right Node, with pnpm at hand. */
function withNode24() {
  const tooOld = Number(process.versions.node.split('.')[0]) < 24
  if (stamp.bin && existsSync(join(stamp.bin, 'pnpm')) && existsSync(stamp.node))
    return become(stamp.node, [fileURLToPath(import.meta.url), task, ...rest], process.cwd(), {
      LAZYRICH_BIN: stamp.bin,
      PATH: stamp.bin + delimiter + env.PATH,
    })
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node' // npm's names; these need no install script
  const packages = [
    ...(tooOld ? [`--package=${prefix}-${process.platform.replace('win32', 'win')}-${process.arch}@${NODE}`] : []),
    `--package=pnpm@${PNPM}`,
  ]
  say(`fetching ${tooOld ? `Node ${NODE} and ` : ''}pnpm ${PNPM} (once) …`)
  const npx = join(dirname(process.env.npm_execpath ?? ''), 'npx-cli.js')
  const again = ['--yes', ...packages, '--', 'node', fileURLToPath(import.meta.url), task, ...rest]
  const [command, args] = existsSync(npx) ? [process.execPath, [npx, ...again]] : ['npx', again]
  become(command, args, process.cwd(), { LAZYRICH_BIN: 'npx', npm_config_loglevel: 'error' })
}

function main() {
  if (!process.env.LAZYRICH_BIN) return withNode24()
  const bin =
    process.env.LAZYRICH_BIN === 'npx'
      ? env.PATH.split(delimiter).find((place) => existsSync(join(place, 'pnpm')))
      : process.env.LAZYRICH_BIN
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(process.version)
    .digest('hex')
  if (stamp.lock !== lock) {
    setUp('installing packages (once, under a minute) …', 'pnpm', [
      'install',
      '--frozen-lockfile',
      '--reporter=append-only',
    ])
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, JSON.stringify({ node: process.execPath, bin, lock }))
  }
  const turbo = (...args) => [
    join(root, 'node_modules', '.bin', 'turbo'),
    ['run', ...args, '--output-logs=errors-only', '--no-color'],
  ]
  const caller = process.env.INIT_CWD ?? process.cwd()
  if (task === 'test' || task === 'check')
    return become(process.execPath, [join(root, '.ci', 'suites.mjs'), task, ...rest], root)
  const target = task === 'bench' ? '@lazyrich/bench' : 'lazyrich'
  const built = existsSync(join(root, 'apps', 'tui', 'dist', 'main.js'))
  setUp(built ? '' : 'building (once, some seconds) …', ...turbo('build', `--filter=${target}`))
  if (task === 'bench') return become(process.execPath, [join(root, 'bench', 'src', 'main.ts'), ...rest], caller)
  const run = task === 'start' ? ['live', 'neuron-race', '--preset', 'regimes', ...rest] : rest
  become(process.execPath, [join(root, 'apps', 'tui', 'dist', 'main.js'), ...run], caller)
}

main()
