import { fileURLToPath } from 'node:url'
import ts from 'typescript-5'
import { subpaths } from './subpaths.ts'

/** The folder of the package. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url))

const fileOf = (subpath: string): string => `${root}src${subpath.slice('@lazyrich/core'.length)}/index.ts`
const program = ts.createProgram(subpaths.map(fileOf), {
  ...{ target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, strict: true, noEmit: true, types: [] },
  ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true, lib: ['lib.es2024.d.ts'] },
})

/** What the compiler knows of core's sources. */
export const checker: ts.TypeChecker = program.getTypeChecker()

/** The declaration behind an import or a re-export. */
export function behind(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** What a subpath exports, types included, by its declarations. */
export function declaredBy(subpath: string): ts.Symbol[] {
  const module = checker.getSymbolAtLocation(program.getSourceFile(fileOf(subpath))!)!
  return checker.getExportsOfModule(module).map(behind)
}
