import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { families } from '../src/reference/api.ts'
import { addressOf, attributes, files, pages, read, serves } from './site.ts'

/** Elements that make a browser load something, with the attribute that says what. */
const loading = [
  ['script', 'src'],
  ['link', 'href'],
  ['img', 'src'],
  ['img', 'srcset'],
  ['source', 'src'],
  ['source', 'srcset'],
  ['iframe', 'src'],
  ['video', 'src'],
  ['audio', 'src'],
  ['object', 'data'],
  ['embed', 'src'],
  ['use', 'href'],
  ['image', 'href'],
] as const

const loaded = (page: string): string[] =>
  loading.flatMap(([element, attribute]) => attributes(read(page), element, attribute))

describe('the built site', () => {
  it('has a page for each text, and one for what is not there', () => {
    const texts = globSync('**/*.{md,mdx}', { cwd: join(import.meta.dirname, '../src/content/docs') })
    const names = texts.map((text) => text.replace(/\.mdx?$/, ''))
    const expected = names.map((name) => (/(^|\/)(index|404)$/.test(name) ? `${name}.html` : `${name}/index.html`))
    expect(pages).toEqual(expected.sort())
  })

  it('has the home page, the idea in one neuron, and the reference of the command, its experiments and core', () => {
    const reference = ['command-line', 'experiments', 'api', ...families.map((family) => `api/${family}`)]
    expect(pages).toEqual(
      expect.arrayContaining([
        'index.html',
        'one-neuron/index.html',
        ...reference.map((page) => `reference/${page}/index.html`),
      ]),
    )
    expect(families.length).toBeGreaterThan(4)
  })

  it('gives every page a title and a description of its own', () => {
    const titles = pages.map((page) => /<title>([^<]+)<\/title>/.exec(read(page))?.[1])
    const descriptions = pages.map(
      (page) => /<meta name="description" content="([^"]+)"/.exec(read(page))?.[1],
    ) as string[]
    expect(titles).not.toContain(undefined)
    expect(new Set(titles).size).toBe(pages.length)
    expect(new Set(descriptions).size).toBe(pages.length)
    for (const description of descriptions) {
      expect(description.length).toBeGreaterThan(50)
      expect(description.length).toBeLessThan(170)
    }
  })

  it('has one first heading a page', () => {
    for (const page of pages) expect(read(page).match(/<h1\b/g)).toHaveLength(1)
  })
})

describe.each(pages)('%s', (page) => {
  it('loads nothing from elsewhere', () => {
    const all = loaded(page)
    expect(all.length).toBeGreaterThan(2)
    for (const each of all) expect(new URL(each, addressOf(page)).host).toBe('site.test')
  })

  it('loads only files that are there', () => {
    for (const each of loaded(page)) expect(serves(new URL(each, addressOf(page)).pathname), each).toBe(true)
  })

  it('links only to pages and headings that are there', () => {
    const links = attributes(read(page), 'a', 'href').map((href) => new URL(href, addressOf(page)))
    const internal = links.filter(({ host }) => host === 'site.test')
    expect(internal.length).toBeGreaterThan(0)
    for (const { pathname, hash } of internal) {
      expect(serves(pathname), pathname).toBe(true)
      const target = pages.find((each) => addressOf(each).pathname === pathname)!
      if (hash) expect(read(target), hash).toMatch(new RegExp(`\\sid="?${decodeURIComponent(hash.slice(1))}["\\s>]`))
    }
  })
})

describe('the links that lead elsewhere', () => {
  it('are secure, and listed in reports/external-links.txt for people to follow', () => {
    const elsewhere = pages
      .flatMap((page) => attributes(read(page), 'a', 'href').map((href) => new URL(href, addressOf(page))))
      .filter(({ host }) => host !== 'site.test')
    expect(elsewhere.length).toBeGreaterThan(0)
    for (const { href, protocol } of elsewhere) expect(protocol, href).toBe('https:')
    const reports = join(import.meta.dirname, '../reports')
    mkdirSync(reports, { recursive: true })
    writeFileSync(join(reports, 'external-links.txt'), `${[...new Set(elsewhere.map(String))].sort().join('\n')}\n`)
  })
})

describe('the texts', () => {
  it('link relatively, so that the site can be served below any path', () => {
    const sources = globSync(['content/docs/*.{md,mdx}', 'components/*.astro', 'islands/**/*'], {
      cwd: join(import.meta.dirname, '../src'),
    }).filter((source) => /\.\w+$/.test(source))
    expect(sources.length).toBeGreaterThan(3)
    for (const source of sources) {
      const text = readFileSync(join(import.meta.dirname, '../src', source), 'utf8')
      expect(text, source).not.toMatch(/\]\(\/|(?:href|src|link|action)\s*[=:]\s*['"`]\//)
    }
  })
})

describe('the style sheets', () => {
  const sheets = files.filter((file) => file.startsWith('_astro/') && file.endsWith('.css'))

  it('load nothing from elsewhere', () => {
    expect(sheets.length).toBeGreaterThan(0)
    for (const sheet of sheets) expect(read(sheet)).not.toMatch(/(?:url\(|@import)\s*["']?(?:https?:)?\/\//)
  })
})
