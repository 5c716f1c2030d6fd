import ts from 'typescript-5'
import { expect, test } from 'vitest'
import { behind, checker, declaredBy, root } from './support/core-program.ts'
import { subpaths } from './support/subpaths.ts'

/** The exported types of core's own that a declaration names in its signature: not in the body of a function. */
function typesNamed(declaration: ts.Node): ts.Symbol[] {
  const found: ts.Symbol[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || ts.isClassDeclaration(node)) return
    if (ts.isVariableDeclaration(node) && node.type) {
      visit(node.type)
      return
    }
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression
      const symbol = checker.getSymbolAtLocation(name)
      const named = symbol && behind(symbol)
      const declared = named?.declarations?.[0]
      if (named && declared?.getSourceFile().fileName.startsWith(root) && isExported(declared)) found.push(named)
    }
    ts.forEachChild(node, visit)
  }
  visit(declaration)
  return found
}

function isExported(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0
}

/** What an experiment is made of stands in the port, which whoever writes one imports. */
const own = subpaths.slice(1).filter((path) => !/\/(experiments|contract)$/.test(path))

test.each(own)('%s has the types that its functions take and give', (subpath) => {
  const exported = new Set(declaredBy(subpath))
  const missing = [...exported].flatMap((symbol) =>
    (symbol.declarations ?? []).flatMap(typesNamed).filter((type) => !exported.has(type)),
  )
  expect([...new Set(missing.map(({ name }) => name))].sort()).toEqual([])
})
