import { RunsError } from './errors.ts'

/** `JSON.parse` of text that must be an object; `what` names it in the error. */
export function parseObject(what: string, text: string): { readonly [name: string]: unknown } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new RunsError(`${what} is ${shorten(text)}: one JSON object is accepted (${(error as Error).message})`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new RunsError(`${what} is ${shorten(text)}: one JSON object is accepted`)
  return value as { readonly [name: string]: unknown }
}

function shorten(text: string): string {
  return text === '' ? 'empty' : text.length > 60 ? `${text.slice(0, 57)}…` : text
}
