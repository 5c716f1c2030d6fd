import { refuse } from '../door.ts'
import { compileModule, decode, type Exports as Operations, type Variant } from '../wasm/module.ts'
import { type Memory, webAssembly } from '../wasm/web-assembly.ts'

/** What assembly/networks/index.ts exports. Addresses and sizes are whole numbers. */
export interface NetworkKernels {
  affine(x: number, size: number, offsets: number, period: number, scale: number, lowest: number): void
  pattern(row: number, width: number, period: number, to: number): void
  affineGradient(d: number, y: number, size: number, scale: number, cut: number): void
  addCodes(ids: number, W: number, out: number, rows: number, length: number, alphabet: number, width: number): void
  addCodesGradient(
    ids: number,
    d: number,
    dW: number,
    rows: number,
    length: number,
    alphabet: number,
    width: number,
  ): void
  spreadCodes(ids: number, out: number, places: number, alphabet: number): void
  crossEntropy(f: number, labels: number, d: number, rows: number, classes: number, factor: number): number
  meanSquare(f: number, labels: number, d: number, rows: number, classes: number, factor: number): number
  wrongAnswers(f: number, labels: number, rows: number, classes: number): number
  momentum(
    theta: number,
    g: number,
    v: number,
    n: number,
    rate: number,
    mu: number,
    coupled: number,
    keep: number,
    ahead: number,
  ): number
  correlateOne(
    x: number,
    weights: number,
    out: number,
    images: number,
    inImage: number,
    outImage: number,
    outRows: number,
    kernelRows: number,
    inRow: number,
    outColumns: number,
    kernelColumns: number,
    outChannels: number,
  ): void
  /** Windows without padding, then the bytes that `where` grows by a row and a column. */
  maxPoolWhere(x: number, out: number, where: number, ...windowsDownAcross: number[]): void
  channelLists(
    d: number,
    where: number,
    x: number,
    image: number,
    images: number,
    pixels: number,
    channels: number,
    lists: number,
    room: number,
    ends: number,
  ): void
  patchGradient(
    lists: number,
    room: number,
    ends: number,
    dw: number,
    rows: number,
    inRow: number,
    run: number,
    channels: number,
  ): void
  surroundFilters(w: number, rows: number, run: number, channels: number, above: number, side: number, to: number): void
  scatterPatches(
    d: number,
    where: number,
    outHeight: number,
    outWidth: number,
    channels: number,
    down: number,
    across: number,
    w: number,
    rows: number,
    run: number,
    above: number,
    side: number,
    inRow: number,
    to: number,
    list: number,
  ): void
  projectRows(
    x: number,
    rows: number,
    rowBytes: number,
    size: number,
    first: number,
    one: number,
    other: number,
    buckets: number,
    y: number,
    sumBytes: number,
  ): void
  descend(theta: number, g: number, n: number, rate: number, coupled: number, keep: number): number
  adam(
    theta: number,
    g: number,
    m: number,
    v: number,
    n: number,
    rate: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    spread: number,
    epsilon: number,
    coupled: number,
    keep: number,
  ): number
  batchMomentsScratch(width: number): number
  /** Means and biased variances, float64, of the columns of x [rows, width]. */
  batchMoments(x: number, rows: number, width: number, moments: number, scratch: number): void
  keepMoments(moments: number, rows: number, width: number, part: number, mean: number, variance: number): void
  runningMoments(mean: number, variance: number, width: number, moments: number): void
  batchFactors(
    moments: number,
    width: number,
    gain: number,
    bias: number,
    epsilon: number,
    centre: number,
    factor: number,
    offset: number,
  ): void
  batchSumsScratch(width: number): number
  /** Σd and Σd (x − centre), float64, of the columns. */
  batchSums(d: number, x: number, rows: number, width: number, centre: number, sums: number, scratch: number): void
  batchSlope(
    sums: number,
    moments: number,
    width: number,
    epsilon: number,
    centre: number,
    gain: number,
    bias: number,
  ): void
  batchGradientFactors(
    sums: number,
    moments: number,
    rows: number,
    width: number,
    epsilon: number,
    centre: number,
    factor: number,
    slope: number,
    offset: number,
  ): void
  normalizeGradient(
    d: number,
    x: number,
    out: number,
    rows: number,
    width: number,
    centre: number,
    factor: number,
    slope: number,
    offset: number,
  ): void
  tileInput(
    x: number,
    height: number,
    width: number,
    channels: number,
    before: number,
    tileRows: number,
    tileColumns: number,
    first: number,
    count: number,
    zeros: number,
    to: number,
    plane: number,
  ): void
  tileOutput(
    m: number,
    plane: number,
    out: number,
    height: number,
    width: number,
    channels: number,
    tileRows: number,
    tileColumns: number,
    first: number,
    count: number,
  ): void
  tileGradient(
    d: number,
    height: number,
    width: number,
    channels: number,
    tileRows: number,
    tileColumns: number,
    first: number,
    count: number,
    zeros: number,
    to: number,
    plane: number,
  ): void
  tileFilter(filter: number, size: number, to: number, plane: number): void
  tileFilterGradient(u: number, plane: number, size: number, filter: number): void
  normalizeGradientStill(d: number, out: number, rows: number, width: number, factor: number): void
  geluScratch(): number
  gelu(
    x: number,
    size: number,
    offsets: number,
    period: number,
    scale: number,
    out: number,
    slope: number,
    scratch: number,
  ): void
  layerNorm(
    x: number,
    gain: number,
    bias: number,
    normal: number,
    out: number,
    inverse: number,
    rows: number,
    width: number,
    epsilon: number,
  ): void
  layerNormGradient(
    d: number,
    gain: number,
    normal: number,
    inverse: number,
    dx: number,
    rows: number,
    width: number,
  ): void
  layerNormSlope(d: number, normal: number, dGain: number, dBias: number, rows: number, width: number): void
  distinctCodes(
    ids: number,
    index: number,
    keys: number,
    table: number,
    count: number,
    length: number,
    alphabet: number,
    apart: number,
  ): number
  codeKeys(ids: number, keys: number, count: number, length: number, alphabet: number): void
  embed(
    keys: number,
    tokens: number,
    positions: number,
    out: number,
    rows: number,
    alphabet: number,
    width: number,
  ): void
  embedGradient(
    keys: number,
    d: number,
    tokens: number,
    positions: number,
    rows: number,
    alphabet: number,
    length: number,
    width: number,
  ): void
  addRowsAt(x: number, ids: number, to: number, count: number, width: number): void
  attend(
    q: number,
    k: number,
    v: number,
    qStep: number,
    kStep: number,
    queryIndex: number,
    keyIndex: number,
    out: number,
    p: number,
    count: number,
    queries: number,
    length: number,
    heads: number,
    size: number,
    causal: number,
  ): void
  attendGradient(
    d: number,
    q: number,
    k: number,
    v: number,
    dq: number,
    dk: number,
    dv: number,
    qStep: number,
    kStep: number,
    queryIndex: number,
    keyIndex: number,
    p: number,
    e: number,
    count: number,
    queries: number,
    length: number,
    heads: number,
    size: number,
    causal: number,
  ): void
}

/** The kernels of TensorFlow.js' operations and those of networks, on one memory. */
export type Kernels = Operations & NetworkKernels

/** Both modules, compiled. */
export interface NetworkModules {
  readonly variant: Variant
  on(memory: Memory): Kernels
}

/** @throws TfError unless they are compiled modules: a promise of them must be awaited. */
export function requireModules(what: string, given: NetworkModules): void {
  if (typeof Object(given).on !== 'function') refuse(what, given, 'what `await networkModules()` gives')
}

const compiled = new Map<Variant | 'best', Promise<NetworkModules>>()

/**
 * Compiles the modules once: those of that variant, or without one the faster that this machine runs.
 *
 * @throws WebAssembly.CompileError where WebAssembly has no SIMD, or what its absence throws.
 */
export function networkModules(prefer?: Variant): Promise<NetworkModules> {
  const key = prefer ?? 'best'
  const known = compiled.get(key) ?? compile(prefer)
  compiled.set(key, known)
  return known
}

async function compile(prefer?: Variant): Promise<NetworkModules> {
  const operations = await compileModule(prefer)
  const { variant } = operations
  const { bytes } = await (variant === 'relaxed'
    ? import('../wasm/bytes/networks-relaxed.ts')
    : import('../wasm/bytes/networks-simd.ts'))
  const module = await webAssembly.compile(decode(bytes))
  return {
    variant,
    on(memory) {
      const own = new webAssembly.Instance(module, { env: { memory } }).exports as NetworkKernels
      return { ...operations.on(memory), ...own }
    },
  }
}
