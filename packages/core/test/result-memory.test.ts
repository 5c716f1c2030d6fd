import ts from 'typescript-5'
import { expect, test } from 'vitest'
import { checker, declaredBy, root } from './support/core-program.ts'
import { subpaths } from './support/subpaths.ts'

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
  const wrong = declaredBy(subpath)
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
