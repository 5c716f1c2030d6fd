import { accepts, type Experiment } from '@lazyrich/core'
import { blocks, code, frontMatter, plain, table } from './page.ts'

/** One experiment as `lazyrich list --json` prints it. */
export type ListedExperiment = Pick<
  Experiment,
  'id' | 'title' | 'shows' | 'parameters' | 'metrics' | 'fields' | 'presets' | 'defaultPreset'
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
      description: `Presets, parameters, metrics and fields of the experiments of lazyrich: ${experiments.map(({ id }) => id).join(', ')}.`,
    }) +
    blocks(
      'Every experiment runs in the dashboard (`lazyrich live`) and from the command line (`lazyrich run`). One run is one network; a preset is a comparison of several.',
      ...experiments.map(section),
    )
  )
}

function section(experiment: ListedExperiment): string {
  const { id, title, shows, parameters, metrics, fields, presets, defaultPreset } = experiment
  return blocks(
    `## ${id}`,
    `**${plain(title)}.** ${plain(shows)}`,
    `\`\`\`sh\nlazyrich live ${id}\n\`\`\``,
    `### Presets of ${id}`,
    table(
      ['Preset', 'Compares', 'Runs'],
      Object.entries(presets).map(([name, { about, runs }]) => [
        code(name) + (name === defaultPreset ? ' (default)' : ''),
        plain(about),
        runs.map(({ label }) => plain(label)).join('<br>'),
      ]),
    ),
    `### Parameters of ${id}`,
    table(
      ['Parameter', 'Meaning', 'Unit', 'Accepted', 'Default'],
      Object.entries(parameters).map(([name, parameter]) => [
        code(name),
        plain(parameter.meaning) + (parameter.changeable ? '; may change in the middle of a run' : ''),
        plain(parameter.unit),
        plain(accepts(parameter)),
        code(String(parameter.default)),
      ]),
    ),
    `### Metrics of ${id}`,
    table(
      ['Metric', 'Meaning', 'Unit', 'Scale'],
      Object.entries(metrics).map(([name, { meaning, unit, scale }]) => [
        code(name),
        plain(meaning),
        plain(unit),
        scale === 'log' ? 'logarithmic' : scale,
      ]),
    ),
    Object.keys(fields).length > 0 ? `### Fields of ${id}` : undefined,
    Object.keys(fields).length > 0
      ? table(
          ['Field', 'Meaning', 'Shape'],
          Object.entries(fields).map(([name, { meaning, shape }]) => [
            code(name),
            plain(meaning),
            plain(shape.join(' × ')),
          ]),
        )
      : undefined,
  )
}
