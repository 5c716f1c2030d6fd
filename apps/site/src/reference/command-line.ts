import { commandsOf, type Help, parseHelp } from './help.ts'
import { blocks, code, frontMatter, plain, shortList, table } from './page.ts'

/** The page of the command line, from what `ask` prints for a list of arguments. */
export function commandLinePage(ask: (...args: readonly string[]) => string): string {
  const text = ask('--help')
  const help = parseHelp(text)
  const commands = help ? commandsOf(help) : []
  return (
    frontMatter({
      title: 'Command line',
      description: shortList('What the command lazyrich takes, as its own help says it: ', commands),
    }) +
    blocks(
      'This is the help that the command prints itself, as it was when the site was built.',
      helpBlocks(text, help),
      ...commands.map((command) => {
        const own = ask('help', command)
        return blocks(`## lazyrich ${command}`, helpBlocks(own, parseHelp(own)))
      }),
    )
  )
}

function helpBlocks(text: string, help: Help | undefined): string {
  if (!help) return preformatted(text)
  return blocks(
    sentences(help.about),
    `\`\`\`sh frame="none"\n${help.usage}\n\`\`\``,
    ...help.sections.map(({ title, rows }) =>
      table(
        [title, 'Meaning'],
        rows.map(({ term, meaning }) => [title === 'Commands' ? linked(term) : code(term), plain(meaning)]),
      ),
    ),
    help.more && preformatted(help.more),
  )
}

function preformatted(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``
}

/** A command in the list leads to its section. */
function linked(term: string): string {
  const name = term.split(' ')[0]!
  return name === 'help' ? code(term) : `[${code(term)}](#lazyrich-${name})`
}

/** The paragraphs of a help text, which breaks its lines for a terminal and begins some with a small letter. */
function sentences(about: string): string {
  return about
    .split('\n\n')
    .map((paragraph) => paragraph.replaceAll('\n', ' ').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()))
    .map((paragraph) => plain(paragraph) + (/[.:!?]$/.test(paragraph) ? '' : '.'))
    .join('\n\n')
}
