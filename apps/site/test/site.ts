import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the built site lies. */
export const dist: string = join(import.meta.dirname, '../dist')

/** Where it is served below its host: `/`, or what it was built with. */
export const base: string = `/${process.env.SITE_BASE ?? ''}/`.replace(/\/+/g, '/')

/** Every file of the built site, as its path from the root of the site. */
export const files: readonly string[] = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))

/** Paths of the built pages. */
export const pages: readonly string[] = files.filter((file) => file.endsWith('.html')).sort()

/** Those whose text is in the repository; the others are made by the build. */
const writtenPages: readonly string[] = pages.filter((page) => !page.startsWith('reference/'))

/** The generated pages are made alike, so some of them stand for all where people or axe look at them. */
const sample = ['command-line', 'experiments', 'api', 'api/single-neuron'].map((page) => `reference/${page}/index.html`)
export const examined: readonly string[] = [...writtenPages, ...sample]

export function read(file: string): string {
  return readFileSync(join(dist, file), 'utf8')
}

/** Whether a server finds something at that path of its host, which begins with the base of the site. */
export function serves(path: string): boolean {
  if (!path.startsWith(base)) return false
  const file = path.slice(base.length)
  return existsSync(join(dist, path.endsWith('/') ? `${file}index.html` : file))
}

/** The path of a page within the site, as it is visited: '' for the home page. */
export function visitPath(page: string): string {
  return page.replace(/(^|\/)index\.html$/, '$1')
}

/** Where a page is found on its host. */
export function pathOf(page: string): string {
  return base + visitPath(page)
}

/** The address of a page, on a host that stands for any. */
export function addressOf(page: string): URL {
  return new URL(pathOf(page), 'http://site.test/')
}

/** The values of an attribute in all elements of that name, entities decoded. */
export function attributes(html: string, element: string, attribute: string): string[] {
  const found = html.matchAll(new RegExp(`<${element}\\b[^>]*?\\s${attribute}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'g'))
  return Array.from(found, ([, double, single, bare]) => decode(double ?? single ?? bare ?? ''))
}

/** Text of a page with its entities as the characters that they stand for. */
export function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
