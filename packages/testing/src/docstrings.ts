import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../../core/src', import.meta.url))

/** The text of every file of core's src, by its path below src. */
export const sources: ReadonlyMap<string, string> = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, readFileSync(join(src, name), 'utf8')]),
)

/** A docstring without its stars, and the declaration that follows it as far as its body. */
export interface Docstring {
  readonly file: string
  readonly line: number
  readonly text: string
  /** The name that the declaration gives; empty for a comment on a member or on a file. */
  readonly name: string
  readonly kind: 'function' | 'const' | 'class' | 'other'
  /** The whole top-level declaration. */
  readonly declaration: string
}

const DECLARATION = /^(?:export )?(?:async )?(function|const|class|interface|type)\*? (\w+)/

/** The docstrings of a file, in its order. */
export function docstringsOf(file: string, source: string): Docstring[] {
  return [...source.matchAll(/^([ \t]*)\/\*\*([\s\S]*?)\*\/\n/gm)].map((match) => {
    const [whole, indent, inner] = match as unknown as [string, string, string]
    const text = inner.replace(/^[ \t]*\* ?/gm, '').trimEnd()
    const rest = source.slice(match.index + whole.length)
    const found = indent === '' ? DECLARATION.exec(rest) : null
    const kind = found?.[1]
    return {
      file,
      line: source.slice(0, match.index).split('\n').length,
      text,
      name: found?.[2] ?? '',
      kind: kind === 'function' || kind === 'const' || kind === 'class' ? kind : 'other',
      declaration: found ? topLevel(rest) : '',
    }
  })
}

/** A top-level declaration ends at the first line that starts with what closes it, or at an empty line. */
export function topLevel(text: string): string {
  return /^[\s\S]*?(?:\n[})][^\n{]*(?=\n|$)|(?=\n\n))/.exec(text)?.[0] ?? text
}

export const docstrings: readonly Docstring[] = [...sources].flatMap(([file, text]) => docstringsOf(file, text))

/** The blocks `@tag` of a docstring, up to the next tag. */
export function blocks(text: string, tag: string): string[] {
  return text
    .split(/^(?=@\w)/m)
    .filter((block) => new RegExp(`^@${tag}\\b`).test(block))
    .map((block) => block.replace(/^@\w+[ \t]*\n?/, '').trimEnd())
}
