import { LazyrichError, nearest } from '@lazyrich/core/port'
import type { Command, CommanderError } from 'commander'

/** How a command is called: `lazyrich live`. */
const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()

/** No command of that name. */
export function unknownCommand(name: string, program: Command): LazyrichError {
  const names = program.commands.map((command) => command.name())
  return new LazyrichError(`command ${name} is unknown${nearest(name, names)}; known: ${names.join(', ')}`)
}

/** What commander found wrong with what was typed, as all other mistakes are told: what came, and what is accepted. */
export function wrongUse(error: CommanderError, command: Command): LazyrichError {
  // `lazyrich help lists`: help that nobody could be given.
  if (error.code === 'commander.help') return unknownCommand(command.args[1] ?? '', command)
  return new LazyrichError(`${sentence(error, command)} (${nameOf(command)} --help says more)`)
}

function sentence({ code, message }: CommanderError, command: Command): string {
  const name = nameOf(command)
  // Commander names what it found in quotes, and nowhere else.
  const quoted = /'(.*?)'(?:\n|$| )/s.exec(message)?.[1] ?? ''
  const takes = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  )
  switch (code) {
    case 'commander.unknownOption': {
      const known = command.createHelp().visibleOptions(command)
      const names = known.map(({ long }) => long!)
      return `option ${quoted} is unknown${nearest(quoted, names)}; ${name} accepts ${names.join(', ')}`
    }
    case 'commander.optionMissingArgument': {
      const option = command.options.find(({ flags }) => flags === /'(.*)' argument missing/s.exec(message)?.[1])
      return option
        ? `option ${option.long} has no value: ${option.flags} is accepted, ${option.description}`
        : message.replace(/^error: /, '')
    }
    case 'commander.missingArgument': {
      const argument = command.registeredArguments.find((one) => one.name() === quoted)
      return `argument <${quoted}> is missing: ${name} accepts ${takes.join(' ')}, ${argument?.description ?? ''}`
    }
    case 'commander.excessArguments': {
      const excess = command.args.slice(takes.length)
      const are = excess.length === 1 ? 'is one too many' : 'are too many'
      return `argument${excess.length === 1 ? '' : 's'} ${excess.join(' ')} ${are}: ${name} accepts ${takes.join(' ') || 'none'}`
    }
    default:
      return message.replace(/^error: /, '')
  }
}
