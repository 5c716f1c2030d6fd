/** How a message shows a value that came: numbers as they are, text in quotes, anything larger by its kind. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  return typeof value === 'object' && value ? kindOf(value) : String(value)
}

function kindOf(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object'
  return `${/^[AEIOU](?!i)/.test(name) ? 'an' : 'a'} ${name}`
}
