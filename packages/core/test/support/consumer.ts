import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The compilers that users may have. */
export const VERSIONS = ['5.9', '6', '7'] as const
export type Version = (typeof VERSIONS)[number]
const COMPILERS: { readonly [version in Version]: string } = { 5.9: 'typescript-5', 6: 'typescript-6', 7: 'typescript' }

/** How they may look for a package. */
export const RESOLUTIONS = ['bundler', 'node16'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** An empty project with the packed tarball installed, as on a user's machine. */
export interface Consumer {
  folder: string
  /** Where the package lies in it. */
  installed: string
  /** Runs a module with Node in the project, and returns what it printed. */
  run(name: string, code: string): string
  /**
   * Type-checks modules as strictly as TypeScript can, with what a web page or Node adds for `console` alone; returns what
   * tsc has to say.
   */
  compile(files: readonly { name: string; code: string }[], version: Version, resolution: Resolution): string
  /** Type-checks a module with no library but ES2024; returns what tsc has to say. */
  check(name: string, code: string): string
  remove(): void
}

/** Copies a dependency out of the workspace's store, with all that it depends on, flat as npm does. */
function installFromStore(name: string, from: string, into: string): void {
  const store = realpathSync(join(from, 'node_modules', name))
  const to = join(into, name)
  if (existsSync(to)) return
  cpSync(store, to, { recursive: true, dereference: true })
  const { dependencies = {} } = JSON.parse(readFileSync(join(store, 'package.json'), 'utf8'))
  const siblings = store.slice(0, store.length - name.length - 1) // pnpm keeps a package's dependencies beside it
  for (const dependency of Object.keys(dependencies)) installFromStore(dependency, dirname(siblings), into)
}

/** What a compiler printed, whether it was content or not. */
function said(compile: () => string): string {
  try {
    return compile()
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

/** Packs core, and installs the tarball without any network. */
export function installPacked(): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'lazyrich-core-'))
  execFileSync('pnpm', ['pack', '--pack-destination', folder], { cwd: root, stdio: 'pipe' })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  const modules = join(folder, 'node_modules')
  const installed = join(modules, '@lazyrich/core')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed])
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) installFromStore(name, root, modules)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')

  return {
    folder,
    installed,
    run(name, code) {
      writeFileSync(join(folder, name), code)
      return execFileSync(process.execPath, [name], { cwd: folder, encoding: 'utf8', env: {} })
    },
    compile(files, version, resolution) {
      const into = mkdtempSync(join(folder, 'examples-'))
      for (const { name, code } of files) writeFileSync(join(into, name), code)

      const compilerOptions = {
        ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
        ...{ target: 'es2022', lib: ['es2022', 'dom'], types: [], skipLibCheck: false },
        ...(resolution === 'bundler'
          ? { module: 'esnext', moduleResolution: 'bundler' }
          : { module: 'node16', moduleResolution: 'node16' }),
      }
      writeFileSync(join(into, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
      const tsc = join(root, 'node_modules', COMPILERS[version], 'bin/tsc')
      return said(() => execFileSync(process.execPath, [tsc, '-p', into], { cwd: folder, encoding: 'utf8' }))
    },
    check(name, code) {
      writeFileSync(join(folder, name), code)
      const options = [
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2024',
        '--lib',
        'es2024',
        '--types',
        '',
      ]
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      return said(() => execFileSync(process.execPath, [tsc, ...options, name], { cwd: folder, encoding: 'utf8' }))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
