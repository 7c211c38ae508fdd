import { defineAppSetup } from '@slidev/types'
import { takeOver } from './hosted/client/take-over'

export default defineAppSetup(({ router }) => {
  takeOver(router)
})
