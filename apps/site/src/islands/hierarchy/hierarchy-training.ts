import { defineElement } from '../kit/element.ts'
import { mountTraining } from './mount-training.ts'

defineElement('hierarchy-training', mountTraining)
