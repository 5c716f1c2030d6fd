import { defineElement } from '../kit/element.ts'
import { mountExplorer } from './explorer.ts'

defineElement('neuron-explorer', mountExplorer)
