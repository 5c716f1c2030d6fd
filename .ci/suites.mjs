// npm test and npm run check: everything through turbo, then one line that sums up the tests of all workspaces.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'

const task = process.argv[2]
const fixed = ['//#lint', '//#unused', 'types', 'check']
const tasks = task === 'check' ? fixed : [...fixed, 'test']
const say = (text) => process.stderr.write(`lazyrich: ${text}\n`)

const reports = () =>
  globSync(['packages/*/reports/vitest.json', 'apps/*/reports/vitest.json', 'bench/reports/vitest.json'])
for (const report of reports()) rmSync(report)
say(task === 'check' ? 'checking: format, lint, types, packages …' : 'checking and testing everything, some minutes …')
const { status } = spawnSync(
  'node_modules/.bin/turbo',
  [
    'run',
    ...tasks,
    '--output-logs=new-only',
    '--continue=dependencies-successful',
    '--log-order=grouped',
    '--concurrency=2',
  ],
  { stdio: 'inherit' },
)

if (task === 'test') {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  const suites = globSync(['packages/*/vitest.config.ts', 'apps/*/vitest.config.ts', 'bench/vitest.config.ts'])
  for (const suite of suites) {
    const report = suite.replace('vitest.config.ts', 'reports/vitest.json')
    if (!existsSync(report)) {
      say(`${suite}: no report, so its tests did not run`)
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
