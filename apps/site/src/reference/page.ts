/** The front matter of a generated page. JSON strings are YAML strings too, whatever is in them. */
export function frontMatter({ title, description }: { title: string; description: string }): string {
  return `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(description)}\neditUrl: false\nprev: false\nnext: false\n---\n`
}

/** Text as Markdown that shows just that text. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$&]/g, '\\$&')
}

/** Code in a line of Markdown, in a cell of a table too. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text.replaceAll('|', '\\|')} \`\`` : `\`${text.replaceAll('|', '\\|')}\``
}

/** A Markdown table. Its cells are Markdown; a column that is empty in every row is left out. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = heads.map((_, i) => i === 0 || rows.some((row) => row[i] !== ''))
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, i) => used[i]).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Paragraphs and blocks, an empty line between them. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return `${parts.flatMap((part) => part?.trim() || []).join('\n\n')}\n`
}

/** A description that ends in a list: as many names as a search engine shows. */
export function shortList(before: string, names: readonly string[]): string {
  let text = before + (names[0] ?? 'nothing')
  for (const name of names.slice(1)) {
    if (text.length + name.length > 145) return `${text} and more.`
    text += `, ${name}`
  }
  return `${text}.`
}
