import { stripTypeScriptTypes } from 'node:module'

/** What a comment at the end of a line promises: digits that are cut off (…) are known to the last one shown. */
type Expected =
  | { readonly is: 'number'; readonly value: number; readonly tolerance: number }
  | { readonly is: 'exactly'; readonly value: unknown }
  | { readonly is: 'list'; readonly type: string; readonly items: readonly Expected[] }
  | { readonly is: 'record'; readonly entries: readonly (readonly [string, Expected])[] }

const NUMBER = /^([-−]?)(\d+(?:\.(\d+))?)(…?)(?:e([-−+]?\d+))?(?![\w.])/
const WORD = /^(true|false|undefined|null|NaN|Infinity|[-−]Infinity)(?!\w)/
const CONSTANTS: Record<string, unknown> = {
  true: true,
  false: false,
  undefined,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

/**
 * The value that a comment starts with: a number, a string, a list, a record or one of the constants; what follows it
 * after a comma or a colon is free. Undefined for a comment that starts with none.
 */
export function expectedOf(comment: string): Expected | undefined {
  if (!NUMBER.test(comment) && !WORD.test(comment) && !/^(['[{]|\w+Array \[)/.test(comment)) return undefined
  const [value, rest] = valueAt(comment)
  if (/^([,:]|$)/.test(rest)) return value
  throw new Error(`“${comment}” starts with a value: a comma, a colon or nothing is accepted after it`)
}

function valueAt(text: string): [Expected, string] {
  const number = NUMBER.exec(text)
  if (number) {
    const [all, sign, digits, decimals = '', cut, exponent = '0'] = number as unknown as string[]
    const scale = 10 ** Number(exponent!.replace('−', '-'))
    const value = (sign ? -1 : 1) * Number(`${digits}e${exponent!.replace('−', '-')}`)
    const tolerance = cut ? scale * 10 ** -decimals.length : 1e-9 * (value === 0 ? 1 : Math.abs(value))
    return [{ is: 'number', value, tolerance }, text.slice(all!.length)]
  }
  const word = WORD.exec(text)
  if (word) return [{ is: 'exactly', value: CONSTANTS[word[0].replace('−', '-')] }, text.slice(word[0].length)]
  const quoted = /^'([^']*)'/.exec(text)
  if (quoted) return [{ is: 'exactly', value: quoted[1] }, text.slice(quoted[0].length)]
  const list = /^(?:(\w+Array) )?\[/.exec(text)
  if (list) {
    const items: Expected[] = []
    const rest = members(text.slice(list[0].length), ']', (at) => {
      const [item, after] = valueAt(at)
      items.push(item)
      return after
    })
    return [{ is: 'list', type: list[1] ?? '', items }, rest]
  }
  if (text.startsWith('{')) {
    const entries: [string, Expected][] = []
    const rest = members(text.slice(1).trimStart(), '}', (at) => {
      const key = /^(\w+): /.exec(at)
      if (!key) throw new Error(`“${at}” is no entry of a record`)
      const [item, after] = valueAt(at.slice(key[0].length))
      entries.push([key[1]!, item])
      return after.trimStart()
    })
    return [{ is: 'record', entries }, rest]
  }
  throw new Error(`“${text}” is no value`)
}

/** Reads members separated by `, ` up to `close`; gives what follows it. */
function members(text: string, close: string, read: (at: string) => string): string {
  let rest = text
  while (!rest.startsWith(close)) {
    rest = read(rest)
    if (rest.startsWith(', ')) rest = rest.slice(2)
    else if (!rest.startsWith(close)) throw new Error(`“${rest}”: ${close} or a comma is missing`)
  }
  return rest.slice(1)
}

/** Whether a value is what a comment promises. A record's other entries are free. */
export function agrees(value: unknown, expected: Expected): boolean {
  switch (expected.is) {
    case 'exactly':
      return Object.is(value, expected.value)
    case 'number':
      return typeof value === 'number' && Math.abs(value - expected.value) <= expected.tolerance
    case 'list': {
      if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return false
      if (expected.type && value.constructor.name !== expected.type) return false
      const items = Array.from(value as ArrayLike<unknown>)
      return items.length === expected.items.length && items.every((item, i) => agrees(item, expected.items[i]!))
    }
    case 'record':
      return expected.entries.every(([key, entry]) => agrees((value as Record<string, unknown> | null)?.[key], entry))
  }
}

/** A statement of an example and the comment at the end of its last line. */
interface Statement {
  readonly code: string
  readonly comment: string
}

/** An example's statements: a line, or lines up to the one that closes the last open bracket. */
export function statementsOf(example: string): Statement[] {
  const statements: Statement[] = []
  let code = ''
  let depth = 0
  for (const line of example.split('\n')) {
    const at = /^((?:[^'/]|'[^']*'|\/(?!\/))*)(?:\/\/ ?(.*))?$/.exec(line)
    const bare = at?.[1] ?? line
    code += `${bare}\n`
    for (const sign of bare.replace(/'[^']*'/g, '')) depth += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0
    if (depth > 0) continue
    if (code.trim() !== '') statements.push({ code: code.trim(), comment: at?.[2]?.trim() ?? '' })
    code = ''
  }
  if (code.trim() !== '') statements.push({ code: code.trim(), comment: '' })
  return statements
}

/** Runs an example with the exports in scope; says where a line's value is not what its comment promises. */
export function runExample(example: string, exports: Readonly<Record<string, unknown>>): string[] {
  const wrong: string[] = []
  const lines: string[] = []
  const checks: ((value: unknown) => void)[] = []
  for (const { code, comment } of statementsOf(example)) {
    const from = /^import \{([^}]*)\} from '@lazyrich\/core(?:\/[\w-]+)?'$/.exec(code)
    if (from) {
      for (const name of from[1]!.split(',').map((part) => part.trim()))
        if (name && !name.startsWith('type ') && !(name in exports)) wrong.push(`@lazyrich/core exports no ${name}`)
      continue
    }
    const expected = expectedOf(comment)
    if (!expected) {
      lines.push(code)
      continue
    }
    const at = checks.length
    checks.push((value) => {
      if (!agrees(value, expected)) wrong.push(`${code} is ${shown(value)}, not ${comment}`)
    })
    const declared = /^(?:const|let) (\w+|\{[^=]*\})(?:: [^=]+)? = /.exec(code)
    if (declared) lines.push(code, `__check(${at}, ${declared[1]})`)
    else lines.push(`__check(${at}, ${code})`)
  }
  const scope: Record<string, unknown> = {
    ...exports,
    __check: (at: number, value: unknown) => checks[at]!(value),
  }
  // A name that the example declares itself is not one of ours.
  const names = Object.keys(scope).filter(
    (name) =>
      !new RegExp(`(?:const|let|function) (?:${name}\\b|\\{[^=}]*\\b${name}\\b[^=}]*\\} =)`).test(lines.join('\n')),
  )
  const script = stripTypeScriptTypes(lines.map((line) => `;${line}`).join('\n'))
  new Function(...names, `'use strict'\n${script}`)(...names.map((name) => scope[name]))
  return wrong
}

function shown(value: unknown): string {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} [${Array.from(value as Float64Array).join(', ')}]`
  return typeof value === 'string' ? `'${value}'` : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
