export { gemm, gemmScratch } from './gemm'
export { correlate } from './correlate'
export { filterGradient } from './filter-gradient'
export { filterPanels, filterPanelsScratch } from './filter-panels'
