import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { policyOf, withPolicy } from '../src/policy/policy.ts'
import { attributes, pages, read } from './site.ts'

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The sources that a policy names for a directive. */
function sources(policy: string, directive: string): string[] {
  const found = policy.split('; ').find((each) => each.startsWith(`${directive} `))
  return found?.split(' ').slice(1) ?? []
}

describe('policyOf()', () => {
  it('names the hash of each inline script and style once, and of nothing else', () => {
    const page =
      '<style>a{}</style><script>one()</script><script src="x.js"></script><script type="module">one()</script>'
    expect(sources(policyOf(page), 'script-src')).toEqual([`'self'`, `'wasm-unsafe-eval'`, sha256('one()')])
    expect(sources(policyOf(page), 'style-src')).toEqual([`'self'`, sha256('a{}')])
  })

  it('takes scripts as they are, with their line breaks', () => {
    expect(sources(policyOf('<script>\n  one()\n</script>'), 'script-src')).toContain(sha256('\n  one()\n'))
  })
})

describe('withPolicy()', () => {
  it('puts the policy directly after the character set', () => {
    expect(withPolicy('<head><meta charset="utf-8"/><title>A</title>')).toMatch(
      /^<head><meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy" content="[^"]+"><title>A<\/title>$/,
    )
  })

  it('refuses a page that does not say how it is encoded', () => {
    expect(() => withPolicy('<head><title>A</title>')).toThrow('character set')
  })
})

describe.each(pages)('%s', (page) => {
  const html = read(page)
  const policies = Array.from(html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/g))
  const policy = policies[0]?.[1] ?? ''

  it('has one policy, before anything that it governs', () => {
    expect(policies).toHaveLength(1)
    const before = html.slice(0, policies[0]!.index)
    expect(before).toMatch(/<head><meta charset="utf-8"\s*\/?>$/i)
  })

  it('allows its own inline scripts by their hash, and no others', () => {
    const inline = Array.from(html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g), ([, text]) => text!)
    expect(inline.length).toBeGreaterThan(0)
    const hashes = sources(policy, 'script-src').filter((source) => source.startsWith(`'sha256-`))
    expect(hashes.sort()).toEqual([...new Set(inline.map(sha256))].sort())
    expect(sources(policy, 'script-src')).not.toContain(`'unsafe-inline'`)
    expect(sources(policy, 'script-src')).not.toContain(`'unsafe-eval'`)
  })

  it('loads from its own origin only', () => {
    expect(sources(policy, 'default-src')).toEqual([`'none'`])
    expect(policy).not.toMatch(/https?:|\*/)
  })

  it('has no handler in an attribute, which the policy would block', () => {
    expect(html.match(/<[a-z][^>]*\son[a-z]+\s*=/gi)).toBeNull()
    for (const href of attributes(html, 'a', 'href')) expect(href).not.toMatch(/^javascript:/)
  })
})
