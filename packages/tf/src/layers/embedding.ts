import { type Names, requireFlag } from '../door.ts'
import { TfError } from '../errors.ts'
import type { Planning } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import { requireWhole, shownShape } from '../shape.ts'
import type { Layer, Parameter } from './layer.ts'
import { nameFrom } from './name.ts'
import { normal, requireStart, type Start, startFrom } from './start.ts'

export interface EmbeddingOptions {
  readonly name?: string
  /** Whether a learned row for its place is added to each token's; true if left out. */
  readonly positions?: boolean
  /** Of each of the tables, from the number of its rows; N(0, 1) if left out, PyTorch's. */
  readonly start?: (rows: number) => Start
}

const KNOWN: Names<EmbeddingOptions> = { name: true, positions: true, start: true }

/**
 * Tokens [length] as rows [length, width]: that of the token in a table [tokens, width], and that of its place in
 * another [length, width].
 *
 * Fast: a row depends on token and place alone, so that only the distinct pairs of a batch are written, at most length ·
 * tokens however many samples there are, and what follows may compute on those ({@link Value.rows}).
 */
export function embedding(width: number, options: EmbeddingOptions = {}): Layer {
  requireWhole('embedding.width', width)
  const name = nameFrom('embedding', options, KNOWN)
  const { positions = true, start = () => normal(1) } = options
  requireFlag('embedding.positions', positions)
  requireStart('embedding.start', start)
  return {
    kind: 'embedding',
    ...name,
    settings: { width, positions },
    homogeneity: 'linear',
    shape(input) {
      if (input.tokens === undefined || input.axes.length !== 1)
        throw new TfError(`its input is ${shownShape(input)}: [length] of tokens is accepted`)
      return { axes: [input.axes[0]!, width] }
    },
    parameters({ axes: [length], tokens }): Parameter[] {
      const table = (name: string, rows: number): Parameter => {
        return { name, shape: [rows, width], start: startFrom('embedding.start', start, rows), role: 'weight' }
      }
      return positions ? [table('tokens', tokens!), table('positions', length!)] : [table('tokens', tokens!)]
    },
    forward({ tf, parameters: [tokens, places] }, x) {
      const rows = tf.gather(tokens!, x as never)
      return places ? tf.add(rows, places) : rows
    },
    plan: (on, x) => (on.shares ? shared(on, x) : written(on, x)),
  }
}

/** A row for every pair of token and place (or every token, without places) that occurs in the batch. */
function shared(on: Planning, x: Value): Value {
  const { kernels, memory, batch, input, output } = on
  const [tokens, places] = on.parameters
  const length = input.axes[0]!
  const alphabet = input.tokens!
  const width = output.axes[1]!
  const pairs = (places ? length : 1) * alphabet
  const most = Math.min(pairs, batch * length)
  const [index, keys, table] = [memory.take(batch * length), memory.take(most), memory.take(pairs)]
  const [at, gradient] = [memory.take(most * width), memory.take(most * width)]
  let distinct = 0
  on.add({
    forward(count) {
      distinct = kernels.distinctCodes(x.at, index, keys, table, count, length, alphabet, places ? 1 : 0)
      kernels.embed(keys, tokens!.at, places?.at ?? 0, at, distinct, alphabet, width)
    },
    parameters: on.parameters,
    slope() {
      // Rows are shared between samples, so there is only that of all of them.
      const [dTokens, dPlaces] = [tokens!.gradient, places?.gradient ?? 0]
      kernels.embedGradient(keys, gradient, dTokens, dPlaces, distinct, alphabet, length, width)
    },
  })
  const rows = { at, gradient, index, length, width, most, distinct: () => distinct }
  return { shape: output, at: 0, gradient: 0, free: true, rows }
}

/** Every sample with rows of its own. */
function written(on: Planning, x: Value): Value {
  const { kernels, memory, batch, input, output } = on
  const [tokens, places] = on.parameters
  const length = input.axes[0]!
  const alphabet = input.tokens!
  const width = output.axes[1]!
  const out = on.value(output)
  const keys = places ? memory.take(batch * length) : x.at
  on.add({
    forward(count) {
      if (places) kernels.codeKeys(x.at, keys, count, length, alphabet)
      kernels.embed(keys, tokens!.at, places?.at ?? 0, out.at, count * length, alphabet, width)
    },
    parameters: on.parameters,
    slope(first, count) {
      const from = keys + 4 * first * length
      const d = out.gradient + 4 * first * length * width
      const [dTokens, dPlaces] = [tokens!.gradient, places?.gradient ?? 0]
      kernels.embedGradient(from, d, dTokens, dPlaces, count * length, alphabet, length, width)
    },
  })
  return out
}
