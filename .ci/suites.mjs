// npm test, npm run test:long and npm run check: everything through turbo, then one line that sums up the tests of all
// workspaces.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

const task = process.argv[2]
const fixed = ['//#lint', '//#unused', 'types', 'check']
const tasks = { check: fixed, test: [...fixed, 'test'], 'test:long': ['test:long'] }[task]
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
const turbo = (...args) =>
  spawnSync('node_modules/.bin/turbo', ['run', ...args, '--log-order=grouped'], { stdio: 'inherit' })
// Builds first: the tests of the site, the longest, then begin with the others and not after them.
if (task === 'test') turbo('build', '--output-logs=errors-only', '--concurrency=2')
const { status } = turbo(...tasks, '--output-logs=new-only', '--continue=dependencies-successful', '--concurrency=3')

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
process.exit(status ?? 1)
