/** One property of an island's state, as it stands in the address. */
export interface Property<T> {
  /** The query parameter. */
  readonly name: string
  readonly default: T
  /** What is accepted, to precede "is accepted": "a number from −10 to 10". */
  readonly accepted: string
  /** The value of a text, or undefined if the text is not accepted. */
  parse(text: string): T | undefined
  /** The shortest text that parses to the same value. */
  format(value: T): string
}

/** The properties of an island, by the names that its code uses. */
export type Properties<V> = { readonly [K in keyof V]: Property<V[K]> }

/** What a link says. */
export interface Reading<V> {
  /** Defaults where the link says nothing, or nothing that is accepted. */
  readonly values: V
  /** One sentence for each part that was ignored. */
  readonly ignored: readonly string[]
}

/** Longest piece of a link that the page quotes. */
const QUOTED = 40

/** The name and value of each part of a query, both decoded; one that cannot be decoded stays as it is. */
function partsOf(search: string): { raw: string; name: string; text: string }[] {
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const at = raw.indexOf('=')
      return {
        raw,
        name: decoded(at < 0 ? raw : raw.slice(0, at)),
        text: at < 0 ? '' : decoded(raw.slice(at + 1)),
      }
    })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** Reads a query such as `?delta=1&time=3`. Other names are left alone. */
export function readAddress<V>(properties: Properties<V>, search: string): Reading<V> {
  const parts = partsOf(search)
  const ignored: string[] = []
  const values = {} as V
  for (const key of Object.keys(properties) as (keyof V)[]) {
    const property = properties[key]
    const [first, ...more] = parts.filter(({ name }) => name === property.name)
    const parsed = first && property.parse(first.text.trim())
    if (first && parsed === undefined)
      ignored.push(`“${property.name}” is “${quoted(first.text)}” in the link: ${property.accepted} is accepted.`)
    if (more.length > 0)
      ignored.push(`“${property.name}” appears ${more.length + 1} times in the link: the first one counts.`)
    values[key] = parsed === undefined ? property.default : parsed
  }
  return { values, ignored }
}

function quoted(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text
}

/** The query for these values: whatever differs from the default, after the other parts of `search`, unchanged. */
export function writeAddress<V>(properties: Properties<V>, search: string, values: V): string {
  const keys = Object.keys(properties) as (keyof V)[]
  const names = new Set(keys.map((key) => properties[key].name))
  const foreign = partsOf(search)
    .filter(({ name }) => !names.has(name))
    .map(({ raw }) => raw)
  const own = keys.flatMap((key) => {
    const { name, format, default: byDefault } = properties[key]
    const text = format(values[key])
    return text === format(byDefault) ? [] : [`${name}=${readable(text)}`]
  })
  const parts = [...foreign, ...own]
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** Escapes what a query needs escaped; commas may stay. */
function readable(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',')
}

/** How long changes settle before they are written, in ms: browsers limit how often an address may change. */
const REST = 200

/** The address of the page as the home of an island's state. */
export interface Address<V> {
  read(): Reading<V>
  /** Writes the values 200 ms after the last call, replacing the current history entry. */
  write(values: V): void
}

/** Binds properties to the page's address; `changed` is told when the reader goes back or forth, or edits it. */
export function createAddress<V>(
  properties: Properties<V>,
  signal: AbortSignal,
  changed: (reading: Reading<V>) => void,
): Address<V> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: V | undefined
  let known = location.search

  function flush(): void {
    clearTimeout(timer)
    if (waiting === undefined) return
    const search = writeAddress(properties, location.search, waiting)
    waiting = undefined
    known = search
    if (search !== location.search)
      history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`)
  }

  window.addEventListener(
    'popstate',
    () => {
      // A jump to a heading leaves the query as it is.
      if (location.search === known) return
      known = location.search
      changed(readAddress(properties, location.search))
    },
    { signal },
  )
  window.addEventListener('pagehide', flush, { signal })
  signal.addEventListener('abort', flush, { once: true })

  return {
    read: () => readAddress(properties, location.search),
    write(values) {
      waiting = values
      clearTimeout(timer)
      timer = setTimeout(flush, REST)
    },
  }
}
