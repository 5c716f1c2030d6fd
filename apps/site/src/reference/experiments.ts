import { accepts, type Experiment, type Parameter } from '@lazyrich/core/port'
import { blocks, code, frontMatter, plain, shortList, table } from './page.ts'

/** One experiment as `lazyrich list --json` prints it. */
export type ListedExperiment = Pick<
  Experiment,
  'id' | 'title' | 'shows' | 'parameters' | 'metrics' | 'given' | 'fields' | 'presets' | 'defaultPreset'
>

/** The page of the experiments, from what `lazyrich list --json` prints: one JSON object a line. */
export function experimentsPage(lines: string): string {
  const experiments = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ListedExperiment)
  return (
    frontMatter({
      title: 'Experiments',
      description: shortList(
        'Presets, parameters, metrics and fields of the experiments of lazyrich: ',
        experiments.map(({ id }) => id),
      ),
    }) +
    blocks(
      'Every experiment runs in the dashboard (`lazyrich live`) and from the command line (`lazyrich run`). One run is one network; a preset is a comparison of several.',
      ...experiments.map(section),
    )
  )
}

function section(experiment: ListedExperiment): string {
  const { id, title, shows, parameters, metrics, given, fields, presets, defaultPreset } = experiment
  return blocks(
    `## ${id}`,
    `**${plain(title)}.** ${plain(shows)}`,
    `\`\`\`sh frame="none"\nlazyrich live ${id}\n\`\`\``,
    `### Presets of ${id}`,
    table(
      ['Preset', 'Compares', 'Runs'],
      Object.entries(presets).map(([name, { about, runs }]) => [
        code(name) + (name === defaultPreset ? '<br>(default)' : ''),
        plain(about),
        listed(runs.map(({ label }) => plain(label.replaceAll(' = ', '\u00a0=\u00a0')))), // not broken there
      ]),
    ),
    `### Parameters of ${id}`,
    table(
      ['Parameter', 'Meaning, and what is accepted', 'Default'],
      Object.entries(parameters).map(([name, parameter]) => [
        code(name),
        [plain(parameter.meaning), limits(parameter)].join('<br>'),
        code(String(parameter.default)),
      ]),
    ),
    `### Metrics of ${id}`,
    table(
      ['Metric', 'Meaning', 'Unit'],
      Object.entries(metrics).map(([name, { meaning, unit }]) => [code(name), plain(meaning), plain(unit)]),
    ),
    ...arrays(`### Given to ${id}`, 'Given', given),
    ...arrays(`### Fields of ${id}`, 'Field', fields),
  )
}

/** Typed arrays by name, with a heading; nothing where there are none. */
function arrays(heading: string, column: string, described: Experiment['fields']): string[] {
  const rows = Object.entries(described).map(([name, { meaning, shape }]) => [
    code(name),
    plain(meaning),
    plain(shape.join(' × ')),
  ])
  return rows.length > 0 ? [heading, table([column, 'Meaning', 'Shape'], rows)] : []
}

/** What a parameter accepts, in which unit, and whether it may change. */
function limits(parameter: Parameter): string {
  const unit = parameter.unit && `, in ${parameter.unit}`
  const change = parameter.changeable ? '; may change in the middle of a run' : ''
  return `<small>${plain(accepts(parameter) + unit + change)}</small>`
}

/** Labels, one a line; of very many the first and the last. */
function listed(labels: readonly string[]): string {
  const shown = labels.length > 12 ? [...labels.slice(0, 4), '…', labels.at(-1)!, `(${labels.length} runs)`] : labels
  return shown.join('<br>')
}
