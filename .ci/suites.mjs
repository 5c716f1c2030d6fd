// npm test, npm run test:long and npm run check: everything through turbo, then one line that sums up the tests of all
// workspaces.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

const task = process.argv[2]
const fixed = ['//#lint', '//#unused', 'types', 'check']
const tasks = { check: fixed, 'test:long': ['test:long'] }[task]
const doing = {
  check: 'checking: format, lint, types, packages …',
  test: 'checking and testing everything, some minutes …',
  'test:long': 'testing what takes long: kills, leaks, descents at full size …',
}[task]
const say = (text) => process.stderr.write(`lazyrich: ${text}\n`)

/** The reports of the workspaces that have such tests. */
const reports = globSync(['packages/*/package.json', 'apps/*/package.json'])
  .filter((file) => JSON.parse(readFileSync(file, 'utf8')).scripts?.[task])
  .map((file) => join(dirname(file), 'reports', task === 'test:long' ? 'vitest.long.json' : 'vitest.json'))
if (task !== 'check') for (const report of reports) rmSync(report, { force: true })
say(doing)
/** Turbo on some tasks; what it prints comes in one piece where `apart`. */
async function turbo(args, apart = false) {
  const child = spawn('node_modules/.bin/turbo', ['run', ...args, '--log-order=grouped'], {
    stdio: ['inherit', apart ? 'pipe' : 'inherit', apart ? 'pipe' : 'inherit'],
  })
  const printed = []
  child.stdout?.on('data', (bytes) => printed.push(bytes))
  child.stderr?.on('data', (bytes) => printed.push(bytes))
  const [status] = await once(child, 'close')
  process.stdout.write(Buffer.concat(printed))
  return status ?? 1
}
const rest = ['--output-logs=new-only', '--continue=dependencies-successful']
let status
if (task === 'test') {
  // Builds first, and then the tests of the site beside everything else: they are the longest, wait for their browsers
  // more than they compute, and would otherwise begin when the others end.
  await turbo(['build', '--output-logs=errors-only', '--concurrency=2'])
  const site = '@lazyrich/site'
  const ended = await Promise.all([
    turbo(['test', `--filter=${site}`, ...rest], true),
    turbo([...fixed, ...rest, '--concurrency=2']).then(async (checked) =>
      Math.max(checked, await turbo(['test', `--filter=!${site}`, ...rest, '--concurrency=2'])),
    ),
  ])
  status = Math.max(...ended)
} else status = await turbo([...tasks, ...rest, '--concurrency=3'])

if (task !== 'check') {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const report of reports) {
    if (!existsSync(report)) {
      say(`${report}: not there, so its tests did not run`)
      sum.failed++
      continue
    }
    const found = JSON.parse(readFileSync(report, 'utf8'))
    // A file that fails before its tests do, as by a broken import, has no failed test to count.
    const broken = found.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
    )
    sum.passed += found.numPassedTests
    sum.failed += found.numFailedTests + broken.length
    sum.skipped += found.numPendingTests + found.numTodoTests
  }
  if (status !== 0) {
    say('something above failed')
    sum.failed ||= 1 // such as lint, which has no tests
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  if (sum.failed > 0) process.exit(1)
}
process.exit(status)
