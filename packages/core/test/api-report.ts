// node test/api-report.ts writes api/core.api.d.ts, the public declarations in one file, so that a change of core's
// face shows in review; with --check it compares instead, and fails where the file is stale. Needs a build.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const target = join(root, 'api', 'core.api.d.ts')

function report(): string {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.d.ts'))
    .sort((a, b) => (a < b ? -1 : 1))
  const parts = names.map((name) => {
    const text = readFileSync(join(dist, name), 'utf8')
      .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
      .replaceAll('\r\n', '\n')
      .trim()
    return `// ---- ${name} ----\n${text}\n`
  })
  return `// The public declarations of @lazyrich/core. Written by \`node test/api-report.ts\`; do not edit.\n\n${parts.join('\n')}`
}

/** The first line at which two texts differ, with what stands there in both. */
function firstDifference(committed: string, built: string): string {
  const [old, now] = [committed.split('\n'), built.split('\n')]
  const at = now.findIndex((line, i) => line !== old[i])
  const line = at < 0 ? now.length : at
  return `line ${line + 1}:\n- ${old[line] ?? '(end of file)'}\n+ ${now[line] ?? '(end of file)'}`
}

function main(): number {
  if (!existsSync(dist)) {
    console.error('dist is missing: build first (pnpm tsdown)')
    return 1
  }
  const built = report()
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, built)
    return 0
  }
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : ''
  if (committed === built) return 0
  console.error(
    `api/core.api.d.ts is stale: the public declarations have changed. If that is meant, run \`node test/api-report.ts\` ` +
      `and commit the file. The first difference is at ${firstDifference(committed, built)}`,
  )
  return 1
}

process.exitCode = main()
