import { unified } from '@astrojs/markdown-remark'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'

/** What of a Markdown syntax tree is looked at here. */
interface Node {
  readonly type: string
  readonly children?: readonly Node[]
}

const isFormula = ({ type }: Node): boolean => type === 'math' || type === 'inlineMath'
const hasFormula = (node: Node): boolean => isFormula(node) || (node.children ?? []).some(hasFormula)

/** Marks a page that has formulas, so that no other page loads their style sheet (see components/Head.astro). */
function remarkMarkFormulas() {
  return (tree: Node, file: { data: { astro?: { frontmatter?: Record<string, unknown> } } }): void => {
    const { frontmatter } = file.data.astro ?? {}
    if (frontmatter && hasFormula(tree)) frontmatter.formulas = true
  }
}

/** Markdown with $formulas$, typeset when the site is built, as HTML for the eye and MathML for who listens. */
export const processor = unified({
  remarkPlugins: [remarkMath, remarkMarkFormulas],
  rehypePlugins: [[rehypeKatex, { output: 'htmlAndMathml', strict: 'error', throwOnError: true }]],
})
