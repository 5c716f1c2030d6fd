import { describe, expect, it } from 'vitest'
import { type Properties, readAddress, writeAddress } from '../../src/islands/kit/address.ts'
import {
  choiceProperty,
  numberProperty,
  pointProperty,
  toDecimals,
  toDigits,
} from '../../src/islands/kit/properties.ts'

interface State {
  readonly delta: number
  readonly time: number
  readonly start: readonly [number, number]
  readonly sign: 'positive' | 'negative'
}

const properties: Properties<State> = {
  delta: numberProperty('delta', -4, [-10, 10], toDecimals(2)),
  time: numberProperty('time', 1, [0.01, 1000], toDigits(3)),
  start: pointProperty('beta0', [-1, 0], [-2, 2], toDecimals(3)),
  sign: choiceProperty('sign', 'positive', ['positive', 'negative']),
}
const defaults: State = { delta: -4, time: 1, start: [-1, 0], sign: 'positive' }

describe('reading an address', () => {
  it('gives the defaults where the link says nothing, without a complaint', () => {
    expect(readAddress(properties, '')).toEqual({ values: defaults, ignored: [] })
    expect(readAddress(properties, '?')).toEqual({ values: defaults, ignored: [] })
  })

  it('takes what is accepted, with either minus sign, spaces and escapes', () => {
    const { values, ignored } = readAddress(properties, '?delta=%E2%88%922.5&time=1e2&beta0=.5%2C+-1&sign=negative')
    expect(values).toEqual({ delta: -2.5, time: 100, start: [0.5, -1], sign: 'negative' })
    expect(ignored).toEqual([])
  })

  it('says of nonsense which name it was, what came and what is accepted, and keeps the rest', () => {
    const { values, ignored } = readAddress(properties, '?delta=lots&time=3&beta0=1&sign=up')
    expect(values).toEqual({ ...defaults, time: 3 })
    expect(ignored).toEqual([
      '“delta” is “lots” in the link: a number from −10 to 10 is accepted.',
      '“beta0” is “1” in the link: a pair of numbers from −2 to 2 such as -1,0 is accepted.',
      '“sign” is “up” in the link: “positive” or “negative” is accepted.',
    ])
  })

  it.each(['', 'NaN', 'Infinity', '-Infinity', '1e999', '0x10', '1,5', '11', '-10.01', '1 2', 'null', '%'])(
    'does not take δ = “%s”',
    (text) => {
      const { values, ignored } = readAddress(properties, `?delta=${text}`)
      expect(values).toEqual(defaults)
      expect(ignored).toHaveLength(1)
    },
  )

  it.each(['', ',', '1,', '1,2,0', '1,NaN', '3,0', '1;2'])('does not take the point “%s”', (text) => {
    expect(readAddress(properties, `?beta0=${text}`).ignored).toHaveLength(1)
  })

  it('counts the first of several and says so', () => {
    const { values, ignored } = readAddress(properties, '?delta=1&delta=2')
    expect(values.delta).toBe(1)
    expect(ignored).toEqual(['“delta” appears 2 times in the link: the first one counts.'])
  })

  it('leaves the names of others alone', () => {
    expect(readAddress(properties, '?utm_source=x&speed=nonsense&=&%E0%A4%A=1')).toEqual({
      values: defaults,
      ignored: [],
    })
  })

  it('repeats only the beginning of a very long piece', () => {
    const [sentence] = readAddress(properties, `?delta=${'x'.repeat(5000)}`).ignored
    expect(sentence!.length).toBeLessThan(150)
  })
})

describe('writing an address', () => {
  it('says only what differs from the default', () => {
    expect(writeAddress(properties, '', defaults)).toBe('')
    expect(writeAddress(properties, '', { ...defaults, delta: 0 })).toBe('?delta=0')
  })

  it('keeps what belongs to others as it came, byte for byte', () => {
    const search = '?utm_source=a+b%2Fc&delta=3&flag'
    expect(writeAddress(properties, search, { ...defaults, time: 0.1 })).toBe('?utm_source=a+b%2Fc&flag&time=0.1')
    expect(writeAddress(properties, search, defaults)).toBe('?utm_source=a+b%2Fc&flag')
  })

  it('writes numbers with as few characters as bring them back', () => {
    const state: State = { ...defaults, delta: 0.1 + 0.2, time: 1000, start: [1 / 3, -0] }
    expect(writeAddress(properties, '', state)).toBe('?delta=0.3&time=1e3&beta0=0.333,0')
  })

  it('is undone by reading, for every value that it can say', () => {
    for (let k = 0; k <= 200; k++) {
      const state: State = {
        delta: toDecimals(2)(-10 + k / 10 - k / 700),
        time: toDigits(3)(10 ** (-2 + k / 40)),
        start: [toDecimals(3)(Math.sin(k)), toDecimals(3)(2 * Math.cos(k))],
        sign: k % 2 === 0 ? 'positive' : 'negative',
      }
      const { values, ignored } = readAddress(properties, writeAddress(properties, '', state))
      expect(ignored).toEqual([])
      expect(values).toEqual(state)
    }
  })
})
