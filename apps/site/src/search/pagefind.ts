/** The part of Pagefind's browser interface that the search uses. It lies beside the built site, outside the bundle. */
export interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>
  init(): Promise<void>
  /** Null when another search began within the waiting time. */
  debouncedSearch(words: string, options: object, wait: number): Promise<{ results: PagefindResult[] } | null>
}

export interface PagefindResult {
  data(): Promise<{ url: string; excerpt: string; meta: { title: string }; sub_results: Section[] }>
}

/** A page or a section of one that has the words. `excerpt` is HTML: escaped text with the words in `<mark>`. */
export interface Section {
  readonly url: string
  readonly title: string
  readonly excerpt: string
}

/** Fetches Pagefind and its index from below the base of the site. */
export async function loadPagefind(): Promise<Pagefind> {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/')
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)
  await pagefind.options({ baseUrl: base, excerptLength: 20 })
  await pagefind.init()
  return pagefind
}
