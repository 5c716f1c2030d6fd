import { Box, render, renderToString, Text } from 'ink'
import { createElement, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { toText } from '../../src/draw/grid.ts'
import { parseAnsi } from '../../src/screen/parse-ansi.ts'
import { Sheet } from '../../src/screen/sheet.ts'

const app = (label: string, height: number): ReactNode =>
  createElement(
    Box,
    { borderStyle: 'round', width: '100%', height, flexDirection: 'column' },
    createElement(Text, { color: '#e8762c', bold: true }, label),
    createElement(Text, { dimColor: true }, 'second line'),
  )

const start = (columns: number, rows: number, label: string, height: number) => {
  const sequences: string[] = []
  const frames: string[] = []
  const sheet = new Sheet({
    columns,
    rows,
    passThrough: (s) => sequences.push(s),
    onFrame: (frame) => frames.push(frame),
  })
  const ink = render(app(label, height), {
    stdout: sheet as unknown as NodeJS.WriteStream,
    interactive: true,
    patchConsole: false,
    alternateScreen: true,
    maxFps: 1000,
  })
  return { sheet, sequences, frames, ink }
}

const expected = (label: string, height: number, columns: number, rows: number): string =>
  toText(parseAnsi(renderToString(app(label, height), { columns }), columns, rows))

/** Full height is where Ink leaves out the last newline and clears the whole screen between frames. */
test.each([6, 10, 12])(
  'the frame is what Ink rendered, after updates and a resize, with %d of 10 rows',
  async (height) => {
    const { sheet, frames, ink } = start(30, 10, 'first', height)
    const shown = (): string => toText(parseAnsi(sheet.frame, sheet.columns, sheet.rows))
    for (const label of ['first', 'second', 'third']) {
      ink.rerender(app(label, height))
      await ink.waitUntilRenderFlush()
      expect(shown()).toBe(expected(label, height, 30, 10))
    }
    for (const [columns, rows] of [
      [24, 8],
      [40, 14],
    ] as const) {
      sheet.resize(columns, rows)
      await ink.waitUntilRenderFlush()
      expect(shown()).toBe(expected('third', height, columns, rows))
    }
    expect(frames.at(-1)).toBe(sheet.frame)
    ink.unmount()
  },
)

test('modes of the terminal pass through in order, and unmounting restores them', async () => {
  const { sequences, sheet, ink } = start(30, 10, 'label', 6)
  await ink.waitUntilRenderFlush()
  expect(sequences.slice(0, 2)).toEqual(['\x1b[?1049h', '\x1b[?25l'])
  const before = sequences.length
  ink.unmount()
  await ink.waitUntilExit()
  expect(sequences.slice(before)).toEqual(expect.arrayContaining(['\x1b[?1049l', '\x1b[?25h']))
  expect(sequences.at(-1)).toBe('\x1b[?25h')
  expect(sequences.some((sequence) => sequence.includes('2026'))).toBe(false)
  expect(sheet.listenerCount('resize')).toBe(0)
})

test('write() calls back after it returned, and erasing alone keeps the frame', async () => {
  const sheet = new Sheet({ columns: 10, rows: 2, passThrough: () => {} })
  sheet.write('text\n')
  sheet.write('\x1b[2K\x1b[1A\x1b[2K\x1b[G')
  expect(sheet.frame).toBe('text')
  const order: string[] = []
  await new Promise<void>((resolve) => {
    sheet.write('', () => {
      order.push('callback')
      resolve()
    })
    order.push('returned')
  })
  expect(order).toEqual(['returned', 'callback'])
})
