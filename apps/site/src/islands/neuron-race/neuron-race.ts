import { defineElement } from '../kit/element.ts'
import { mountRace } from './mount-race.ts'

defineElement('neuron-race', mountRace)
