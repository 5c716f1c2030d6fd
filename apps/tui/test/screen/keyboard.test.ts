import fc from 'fast-check'
import { render, useInput } from 'ink'
import { createElement } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { keyNames } from '../../src/dashboard/key-names.ts'
import { Keyboard } from '../../src/screen/keyboard.ts'
import { type MouseReport, parseMouse } from '../../src/screen/mouse.ts'
import { Sheet } from '../../src/screen/sheet.ts'

/** A keyboard that somebody listens to, and everything that came of what was pushed. */
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

/** Tells the keys that Ink makes of what it gets. */
function Listener({ heard }: { heard: (name: string) => void }): null {
  useInput((input, key) => keyNames(input, key).forEach(heard))
  return null
}

const KEYS = [
  '\x1b[A',
  '\x1b[B',
  '\x1bOP',
  '\x1b[1;2D',
  '\x1b[5~',
  '\x1b[[A',
  '\x1bx',
  'j',
  'é',
  '🀀',
  '\r',
  '\t',
  '\x7f',
  '\x1a',
]
const MOUSE = ['\x1b[<0;1;1M', '\x1b[<32;200;60M', '\x1b[<0;3;4m', '\x1b[<64;10;10M']
const REPLIES = [
  '\x1b]11;rgb:ffff/ffff/ffff\x1b\\',
  '\x1b]11;rgb:00/00/00\x07',
  '\x1b[?62;4c',
  '\x1b[>1;10;0c',
  '\x1b[12;40R',
  '\x1b[I',
  '\x1b[O',
  '\x1b[?2026;2$y',
  '\x1bP>|XTerm(370)\x1b\\',
]

describe('what arrives from the terminal', () => {
  test('each key of one read is one key', () => {
    const { keyboard, keys } = listen()
    keyboard.push('\x1b[B\x1b[B\x1b[Bjk\r\t\x1a')
    expect(keys).toEqual(['\x1b[B', '\x1b[B', '\x1b[B', 'j', 'k', '\r', '\t', '\x1a'])
  })

  test('is told apart however it is torn, if no piece ends with what could be a key', () => {
    const everything = fc.array(fc.constantFrom(...KEYS, ...MOUSE, ...REPLIES), { maxLength: 12 })
    fc.assert(
      fc.property(everything, fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), (parts, cuts) => {
        vi.useFakeTimers()
        try {
          const { keyboard, keys, mouse, replies } = listen()
          const text = parts.join('')
          const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]
          // A stream decodes whole characters: none is torn.
          const whole = places.filter((place) => !/[\udc00-\udfff]/.test(text[place] ?? ''))
          for (const [i, place] of whole.slice(1).entries()) keyboard.push(text.slice(whole[i], place))
          vi.runAllTimers()
          expect(keys).toEqual(parts.filter((part) => KEYS.includes(part)))
          expect(mouse).toEqual(parts.filter((part) => MOUSE.includes(part)).map(parseMouse))
          expect(replies).toEqual(parts.filter((part) => REPLIES.includes(part)))
        } finally {
          vi.useRealTimers()
        }
      }),
    )
  })

  test('an escape alone is the key after 20 ms, in a form that Ink does not wait on', () => {
    vi.useFakeTimers()
    try {
      const { keyboard, keys } = listen()
      keyboard.push('\x1b')
      vi.advanceTimersByTime(20)
      expect(keys).toEqual(['\x1b[27u'])
      keyboard.push('\x1b\x1b')
      vi.advanceTimersByTime(20)
      expect(keys.length).toBe(3)
    } finally {
      vi.useRealTimers()
    }
  })

  test('escape between two reports of the mouse is told, in one read with them', () => {
    const { keyboard, keys, mouse } = listen()
    keyboard.push(`${MOUSE[1]}\x1b${MOUSE[1]}`)
    expect(keys).toEqual(['\x1b[27u'])
    expect(mouse).toHaveLength(2)
  })

  test.each([
    ['alt and [', '\x1b[', '['],
    ['alt and O', '\x1bO', 'O'],
    ['shift and home of rxvt', '\x1b[7$', 'home'],
    ['the bracket that opens a paste', '\x1b[200~', undefined],
  ])('%s is told before the next key, and leaves that as it is, for Ink too', async (_, sequence, name) => {
    const { keyboard } = listen()
    keyboard.removeAllListeners('readable')
    const names: string[] = []
    const stdout = new Sheet({ columns: 80, rows: 24, passThrough: () => {} })
    const ink = render(createElement(Listener, { heard: (name) => names.push(name) }), {
      stdin: keyboard as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      patchConsole: false,
    })
    try {
      await vi.waitFor(() => expect(keyboard.listenerCount('readable')).toBeGreaterThan(0))
      keyboard.push(sequence)
      await new Promise((resolve) => setTimeout(resolve, 40))
      const told = name === undefined ? [] : [name]
      expect(names).toEqual(told)
      keyboard.push('j')
      await vi.waitFor(() => expect(names).toEqual([...told, 'j']))
    } finally {
      ink.unmount()
    }
  })

  test('a report that never ends is dropped, and does not take the keys after it', () => {
    vi.useFakeTimers()
    try {
      const { keyboard, keys, mouse } = listen()
      keyboard.push('\x1b[<0;1')
      vi.advanceTimersByTime(2000)
      keyboard.push('j')
      keyboard.push(`\x1b]11;${'x'.repeat(5000)}`)
      keyboard.push('k')
      expect(keys).toEqual(['j', 'k'])
      expect(mouse).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  test('before anybody listens, keys wait, but for those that are taken', async () => {
    const taken: string[] = []
    const keyboard = new Keyboard({
      onMouse: () => {},
      onReply: () => {},
      takesEarly: (key) => key === '\x1a' && taken.push(key) > 0,
    })
    keyboard.push('a\x1ab')
    expect(taken).toEqual(['\x1a'])
    const keys: (string | null)[] = []
    await new Promise<void>((resolve) => {
      keyboard.on('readable', () => {
        keys.push(keyboard.read(), keyboard.read(), keyboard.read())
        resolve()
      })
    })
    expect(keys).toEqual(['a', 'b', null])
  })
})

describe('parseMouse()', () => {
  const at = { column: 9, row: 4, shift: false }
  test.each<[string, string, MouseReport | undefined]>([
    ['a press', '\x1b[<0;10;5M', { kind: 'press', button: 'left', direction: 0, ...at }],
    ['a press of the right button', '\x1b[<2;10;5M', { kind: 'press', button: 'right', direction: 0, ...at }],
    ['a drag', '\x1b[<32;10;5M', { kind: 'drag', button: 'left', direction: 0, ...at }],
    ['a release', '\x1b[<0;10;5m', { kind: 'release', button: 'left', direction: 0, ...at }],
    ['the wheel upwards', '\x1b[<64;10;5M', { kind: 'wheel', button: undefined, direction: -1, ...at }],
    [
      'the wheel downwards with shift',
      '\x1b[<69;10;5M',
      { kind: 'wheel', button: undefined, direction: 1, ...at, shift: true },
    ],
    ['the wheel sideways', '\x1b[<66;10;5M', undefined],
    ['movement without a button', '\x1b[<35;10;5M', undefined],
    ['a side button', '\x1b[<128;10;5M', undefined],
    ['an arrow', '\x1b[A', undefined],
  ])('reads %s', (_, sequence, report) => {
    expect(parseMouse(sequence)).toEqual(report)
  })
})
