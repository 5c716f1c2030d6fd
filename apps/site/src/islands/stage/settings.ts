import { createAddress, type Properties } from '../kit/address.ts'

/** What the reader has chosen; it lives in the address. */
export interface Settings<V> {
  readonly values: V
  /** A sentence for each part of the link that was ignored, and one for what was last refused. */
  readonly complaints: readonly string[]
  /** What the reader changes: it goes into the address, and ends what a link was wrong about. */
  change(part: Partial<V>): void
  /** Says why something was not taken; undefined takes that back. */
  refuse(sentence: string | undefined): void
}

/** The settings of the page's address; `went` is told when the reader goes back or forth. */
export function createSettings<V>(properties: Properties<V>, signal: AbortSignal, went: () => void): Settings<V> {
  let refused: string | undefined
  const address = createAddress(properties, signal, (reading) => {
    ;({ values, ignored } = reading)
    refused = undefined
    went()
  })
  let { values, ignored } = address.read()

  return {
    get values() {
      return values
    },
    get complaints() {
      return refused === undefined ? ignored : [...ignored, refused]
    },
    change(part) {
      values = { ...values, ...part }
      ignored = []
      refused = undefined
      address.write(values)
    },
    refuse(sentence) {
      refused = sentence
    },
  }
}
