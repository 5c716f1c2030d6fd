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

/** Types of what a function gives, or a promise, an iterable or another function of it gives, as TypeScript shows them. */
function given(type: ts.Type, seen = new Set<ts.Type>()): string[] {
  if (seen.has(type)) return []
  seen.add(type)
  const shown = checker.typeToString(type)
  if (/^(Float64|Uint8|Uint32|Int32)Array\b/.test(shown)) return [shown]
  if (type.isUnionOrIntersection()) return type.types.flatMap((one) => given(one, seen))
  const calls = type.getCallSignatures().flatMap((signature) => given(signature.getReturnType(), seen))
  const declared = type.symbol?.declarations?.[0]?.getSourceFile().fileName ?? ''
  const own = declared.startsWith(root) ? type.getProperties() : []
  const fields = own.flatMap((field) => given(checker.getTypeOfSymbol(field), seen))
  const parts = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : []
  return [...calls, ...fields, ...parts.flatMap((part) => given(part, seen))]
}

/** Whoever asks for these gives their memory, and gets it back. */
const OWN_MEMORY = /^(cloneNetwork|deepLinearSystem|steppedRun|portPair|connect|readState|registryOf|defineExperiment)$/

test.each(subpaths)('%s gives typed arrays over memory that can be handed on: an ArrayBuffer', (subpath) => {
  const module = checker.getSymbolAtLocation(program.getSourceFile(fileOf(subpath))!)!
  const wrong = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => symbol.flags & ts.SymbolFlags.Function && !OWN_MEMORY.test(symbol.name))
    .flatMap((symbol) =>
      checker
        .getTypeOfSymbol(symbol)
        .getCallSignatures()
        .flatMap((signature) => given(signature.getReturnType()))
        .filter((shown) => !/Array<(ArrayBuffer|Bytes|Memory)>(\[\])?$/.test(shown))
        .map((shown) => `${symbol.name}: ${shown}`),
    )
  expect([...new Set(wrong)]).toEqual([])
})
