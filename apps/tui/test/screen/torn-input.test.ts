import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Keyboard } from '../../src/screen/keyboard.ts'
import type { MouseReport } from '../../src/screen/mouse.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function listen(): { keyboard: Keyboard; keys: string[]; mouse: MouseReport[]; replies: string[] } {
  const keys: string[] = []
  const mouse: MouseReport[] = []
  const replies: string[] = []
  const keyboard = new Keyboard({
    onMouse: (report) => mouse.push(report),
    onReply: (sequence) => replies.push(sequence),
    takesEarly: () => false,
  })
  keyboard.on('readable', () => {
    for (let key = keyboard.read(); key !== null; key = keyboard.read()) keys.push(key)
  })
  return { keyboard, keys, mouse, replies }
}

const REPORTS = ['\x1b[<0;1;1M', '\x1b[<32;200;60M', '\x1b[<0;3;4m', '\x1b[<64;10;10M']
const REPLIES = ['\x1b]11;rgb:ffff/ffff/ffff\x1b\\', '\x1b]11;rgb:00/00/00\x07', '\x1b[?62;4c', '\x1b[12;40R', '\x1b[I']
const KEYS = [
  '\x1b[A',
  '\x1bOP',
  '\x1b[1;2D',
  '\x1b[5~',
  '\x1b\x1b[B',
  '\x1b[7$',
  '\x1bx',
  '\x1b',
  'j',
  'é',
  '🀀',
  '\r',
  '\x7f',
  '\x1a',
]

/** What sequences are made of, in any order, and anything else. */
const junk = fc
  .oneof(
    fc.array(
      fc.constantFrom('\x1b', '[', ']', 'O', 'P', '<', '?', ';', '1', '32', 'M', 'm', '\\', '\x07', '$', ' ', 'é', 'x'),
      {
        maxLength: 14,
      },
    ),
    fc.array(
      fc
        .constantFrom(...REPORTS, ...REPLIES)
        .chain((text) => fc.nat({ max: text.length }).map((n) => text.slice(0, n))),
      {
        maxLength: 4,
      },
    ),
  )
  .map((parts) => parts.join(''))

/** The text in pieces, cut at any place between two characters. */
function piecesOf(text: string, cuts: readonly number[]): string[] {
  const characters = Array.from(text)
  const places = [0, ...cuts.filter((cut) => cut < characters.length).sort((a, b) => a - b), characters.length]
  return places.slice(1).map((place, i) => characters.slice(places[i], place).join(''))
}

const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 8 })

test('any bytes, torn anywhere and with any pauses, are taken, and the keyboard is at rest after them', () => {
  const bytes = fc.uint8Array({ maxLength: 60 }).map((all) => new TextDecoder().decode(all))
  const pauses = fc.array(fc.constantFrom(0, 0, 5, 25, 1500), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(fc.oneof(junk, bytes, fc.string({ unit: 'binary' })), cuts, pauses, (text, cuts, pauses) => {
      const { keyboard, keys } = listen()
      for (const [i, piece] of piecesOf(text, cuts).entries()) {
        keyboard.push(piece)
        vi.advanceTimersByTime(pauses[i]!)
      }
      vi.runAllTimers()
      expect(keyboard.read()).toBeNull()
      const before = keys.length
      keyboard.push('j')
      expect(keys.slice(before)).toEqual(['j'])
    }),
    { numRuns: 300 },
  )
})

test('a key that stands whole between two reports is told, and so are they, whatever came before', () => {
  const report = fc.constantFrom(...REPORTS)
  fc.assert(
    fc.property(junk, report, fc.constantFrom(...KEYS), report, cuts, (before, first, key, second, cuts) => {
      const { keyboard, keys, mouse } = listen()
      for (const piece of piecesOf(before + first + key + second, cuts)) keyboard.push(piece)
      vi.runAllTimers()
      expect(keys.at(-1)).toBe(key === '\x1b' ? '\x1b[27u' : key)
      expect(mouse.length).toBeGreaterThanOrEqual(2)
    }),
    { numRuns: 300 },
  )
})

test('a report that breaks off and another one after it type nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...REPORTS, ...REPLIES),
      fc.nat(),
      fc.constantFrom(...REPORTS),
      cuts,
      (torn, at, whole, cuts) => {
        const { keyboard, keys, mouse } = listen()
        // Two characters of it can be a key with alt, and an escape is a key.
        const begun = torn.slice(0, 3 + (at % (torn.length - 3)))
        const part = begun.endsWith('\x1b') ? begun.slice(0, -1) : begun
        for (const piece of piecesOf(part + whole, cuts)) keyboard.push(piece)
        vi.runAllTimers()
        expect(keys).toEqual([])
        expect(mouse.length).toBeGreaterThanOrEqual(1)
      },
    ),
    { numRuns: 300 },
  )
})
