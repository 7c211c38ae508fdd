import { defineTransformersSetup } from '@slidev/types'
import { passes } from '../index'
import { rules } from '../rules'

export default defineTransformersSetup(() => ({
  pre: [context => void passes(context, rules)],
}))
