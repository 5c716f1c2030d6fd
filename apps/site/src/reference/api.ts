import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { StarlightPlugin } from '@astrojs/starlight/types'
import starlightTypeDoc from 'starlight-typedoc'
import { type Application, PageEvent, type Reflection } from 'typedoc'
import type { MarkdownPageEvent } from 'typedoc-plugin-markdown'
import { frontMatter, shortList } from './page.ts'

const require = createRequire(import.meta.url)
const manifest = require.resolve('@lazyrich/core/package.json')
const source = join(dirname(manifest), 'src')

/** Core's families: the subpaths that its package exports. */
export const families: readonly string[] = Object.keys(require(manifest).exports as object)
  .filter((subpath) => subpath.startsWith('./') && !subpath.endsWith('.json'))
  .map((subpath) => subpath.slice(2))

/** The whole package, TypeDoc's module `index`: its page has what belongs to no family, and leads to the families. */
const WHOLE = 'index'

/** The API reference: a page a family, in the order of core's exports, made from the docstrings of its source. */
export function apiReference(): StarlightPlugin {
  return starlightTypeDoc({
    entryPoints: [...families.map((family) => join(source, family, 'index.ts')), join(source, 'index.ts')],
    tsconfig: join(source, 'tsconfig.json'),
    output: 'reference/api',
    typeDoc: {
      router: 'module',
      entryModule: WHOLE,
      entryFileName: 'index',
      plugin: [nameThePages],
      excludeReferences: true,
      excludeExternals: true,
      disableSources: true,
      sort: ['source-order'],
      groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases'],
      parametersFormat: 'table',
      interfacePropertiesFormat: 'table',
      propertyMembersFormat: 'table',
      typeDeclarationFormat: 'table',
      // Descriptions say what a parameter left out is; the column would call required ones `undefined`.
      tableColumnSettings: { hideDefaults: true, hideModifiers: true, hideInherited: true, hideOverrides: true },
      useCodeBlocks: true,
    },
  })
}

/** Its entries in the sidebar. */
export const apiSidebar = [
  { label: 'The package', slug: 'reference/api' },
  ...families.map((family) => ({ label: family, slug: `reference/api/${family}` })),
]

/** TypeDoc names a page by its module; here it has the name under which one imports it, and says what is in it. */
function nameThePages(app: Application): void {
  app.renderer.on(
    PageEvent.END,
    (event) => {
      const { model, contents } = event as MarkdownPageEvent<Reflection & { children?: Reflection[] }>
      if (!contents) return
      const whole = model.name === WHOLE
      const path = whole ? '@lazyrich/core' : `@lazyrich/core/${model.name}`
      const names = whole ? families : (model.children ?? []).map(({ name }) => name)
      const [, text] = /^---\n[\s\S]*?\n---\n([\s\S]*)$/.exec(contents)!
      event.contents =
        frontMatter({ title: path, description: shortList(`Reference of ${path}, from its docstrings: `, names) }) +
        (whole ? text!.replace(/\n(?=## )/, `\n${links()}\n\n`) : text)
    },
    -100, // after the plugin, which writes the front matter
  )
}

/** Links from the page of the package to those of its families, which hold wherever the site is served. */
function links(): string {
  return families.map((family) => `- [@lazyrich/core/${family}](./${family}/)`).join('\n')
}
