import { loadPagefind, type Pagefind, type Section } from './pagefind.ts'

/** How many pages are listed, and how many sections of each. */
const PAGES = 8
const SECTIONS = 3
/** Milliseconds without a key before the index is asked. */
const WAIT = 150

/** A search that has been started; it lives as long as its page. */
export interface Search {
  readonly pagefind: Pagefind
}

/** Connects the field, the status line and the list of a `<site-search>` with Pagefind. */
export async function startSearch(element: HTMLElement): Promise<Search> {
  const input = element.querySelector('input')!
  const status = element.querySelector('.status')!
  const list = element.querySelector('.results')!
  keys(element, input)

  let pagefind: Pagefind
  try {
    pagefind = await loadPagefind()
  } catch (error) {
    status.textContent = 'The search index could not be loaded. It is made when the site is built.'
    throw error
  }

  const update = async (): Promise<void> => {
    const words = input.value.trim()
    const found = words === '' ? { results: [] } : await pagefind.debouncedSearch(words, {}, WAIT)
    if (found === null) return
    const pages = await Promise.all(found.results.slice(0, PAGES).map((result) => result.data()))
    if (words !== input.value.trim()) return
    status.textContent = words === '' ? '' : count(found.results.length, words)
    list.replaceChildren(
      ...pages.map(({ url, excerpt, meta, sub_results }) => {
        const sections = sub_results.filter((section) => section.url !== url).slice(0, SECTIONS)
        return item({ url, excerpt, title: meta.title }, sections)
      }),
    )
  }
  input.addEventListener('input', update)
  await update()
  return { pagefind }
}

function count(pages: number, words: string): string {
  const found = ['Nothing', '1 page'][pages] ?? `${pages} pages`
  return `${found} found for “${words}”${pages > PAGES ? `; the first ${PAGES}:` : '.'}`
}

function item(section: Section, within: readonly Section[]): HTMLLIElement {
  const li = document.createElement('li')
  const link = document.createElement('a')
  const title = document.createElement('strong')
  const excerpt = document.createElement('span')
  link.href = section.url
  title.textContent = section.title
  excerpt.innerHTML = section.excerpt
  link.append(title, excerpt)
  li.append(link)
  if (within.length > 0) {
    const list = document.createElement('ol')
    list.append(...within.map((each) => item(each, [])))
    li.append(list)
  }
  return li
}

/** Arrow keys walk between the field and the results; Enter in the field opens the first of them. */
function keys(element: HTMLElement, input: HTMLInputElement): void {
  element.querySelector('form')!.addEventListener('submit', (event) => {
    event.preventDefault()
    element.querySelector<HTMLAnchorElement>('.results a')?.click()
  })
  element.querySelector('dialog')!.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const stops: HTMLElement[] = [input, ...element.querySelectorAll<HTMLElement>('.results a')]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    stops[at + step]?.focus()
  })
}
