import { fileURLToPath } from 'node:url'
import ts from 'typescript-5'
import { expect, test } from 'vitest'
import { subpaths } from './support/subpaths.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const fileOf = (subpath: string): string => `${root}src${subpath.slice('@lazyrich/core'.length)}/index.ts`
const program = ts.createProgram(subpaths.map(fileOf), {
  ...{ target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, strict: true, noEmit: true, types: [] },
  ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true, lib: ['lib.es2024.d.ts'] },
})
const checker = program.getTypeChecker()

/** The declaration behind an import or a re-export. */
function behind(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

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
  const module = checker.getSymbolAtLocation(program.getSourceFile(fileOf(subpath))!)!
  const exported = new Set(checker.getExportsOfModule(module).map(behind))
  const missing = [...exported].flatMap((symbol) =>
    (symbol.declarations ?? []).flatMap(typesNamed).filter((type) => !exported.has(type)),
  )
  expect([...new Set(missing.map(({ name }) => name))].sort()).toEqual([])
})
