/** The help of a command, taken apart. */
export interface Help {
  readonly usage: string
  readonly about: string
  readonly sections: readonly HelpSection[]
  /** What comes after the sections, laid out in its own way; '' where nothing does. */
  readonly more: string
}

/** Arguments, options or commands: what is typed, and what it means. */
export interface HelpSection {
  readonly title: string
  readonly rows: readonly { readonly term: string; readonly meaning: string }[]
}

/**
 * Takes the help text of a command apart: the line of usage, paragraphs about it, sections of indented rows whose
 * meaning may go on in further, deeper indented lines, and whatever follows. Undefined for a text that does not begin
 * with its usage.
 */
export function parseHelp(text: string): Help | undefined {
  const [first, ...lines] = text.trimEnd().split('\n')
  const usage = /^Usage: (.+)$/.exec(first!)?.[1]
  if (!usage) return undefined
  const about: string[] = []
  const sections: { title: string; rows: { term: string; meaning: string }[] }[] = []
  for (const [i, line] of lines.entries()) {
    const title = /^(\w+):$/.exec(line)?.[1]
    const row = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line)
    const further = /^ {4,}(\S.*)$/.exec(line)?.[1]
    const section = sections.at(-1)
    const last = section?.rows.at(-1)
    if (title) sections.push({ title, rows: [] })
    else if (!section) about.push(line)
    else if (row) section.rows.push({ term: row[1]!, meaning: row[2] ?? '' })
    else if (further && last) last.meaning = `${last.meaning} ${further}`.trim()
    else if (line !== '') return { usage, about: paragraphs(about), sections, more: lines.slice(i).join('\n') }
  }
  return { usage, about: paragraphs(about), sections, more: '' }
}

const paragraphs = (lines: readonly string[]): string => lines.join('\n').trim()

/** The commands that a help text lists, `help` itself left out. */
export function commandsOf(help: Help): string[] {
  const rows = help.sections.find(({ title }) => title === 'Commands')?.rows ?? []
  return rows.map(({ term }) => term.split(' ')[0]!).filter((name) => name !== 'help')
}
