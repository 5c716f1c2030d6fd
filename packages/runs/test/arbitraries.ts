import type { Field, Frame } from '@lazyrich/core/port'
import fc from 'fast-check'

/** Doubles that formats tend to lose: signed zero, the smallest ones, the ends of the range, what is no number. */
const nasty = fc.constantFrom(Number.NaN, -0, 5e-324, -5e-324, Infinity, -Infinity, Number.MAX_VALUE, 0.1, 2 ** 53)

/** Any double, nasty ones often. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(nasty, fc.double())

/** Any number of single precision, as often those that formats lose: the smallest and the largest of all there are. */
export const anySingle: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(Number.NaN, -0, 2 ** -149, -(2 ** -149), 2 ** -127, Infinity, -Infinity, (2 - 2 ** -23) * 2 ** 127),
  fc.float(),
)

export const anySingles: fc.Arbitrary<Float32Array<ArrayBuffer>> = fc
  .array(anySingle, { maxLength: 20 })
  .map((numbers) => Float32Array.from(numbers))

/** Any name: empty, `__proto__`, line ends, quotes, half a surrogate pair. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', '__proto__', 'constructor', 'a\nb', '"', '\ud800', 'δ'),
  fc.string({ unit: 'grapheme' }),
)

const anyShape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })

export const anyField: fc.Arbitrary<Field> = anyShape.chain((shape) => {
  const size = shape.reduce((product, length) => product * length, 1)
  return fc
    .array(anyNumber, { minLength: size, maxLength: size })
    .map((numbers) => ({ data: Float64Array.from(numbers), shape }))
})

/** An object of those values under any names, `__proto__` as a name like any other. */
export function anyRecord<T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ [name: string]: T }> {
  return fc.array(fc.tuple(anyName, value), { maxLength: 5 }).map(Object.fromEntries)
}

const anyEnd = fc.record(
  { reason: fc.constantFrom('complete' as const, 'diverged' as const), message: anyName },
  { noNullPrototype: true },
)

/** A frame without fields. */
export const anyFrame: fc.Arbitrary<Frame> = fc.record(
  { kind: fc.constant('frame' as const), step: fc.nat(), time: anyNumber, metrics: anyRecord(anyNumber), end: anyEnd },
  { requiredKeys: ['kind', 'step', 'time', 'metrics'], noNullPrototype: true },
)

/** A frame with one field or more. */
export const anyFrameWithFields: fc.Arbitrary<Frame> = fc
  .tuple(anyFrame, anyRecord(anyField), anyField)
  .map(([frame, fields, field]) => ({ ...frame, fields: { ...fields, first: field } }))
