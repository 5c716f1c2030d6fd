/** How a message shows a value that came: numbers as they are, text in quotes, anything larger by its kind. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return JSON.stringify(value).slice(0, 42)
  if (typeof value === 'bigint') return `${value}n`
  if (Object(value) !== value) return String(value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  return `of type ${(value as object).constructor?.name || 'Object'}`
}
