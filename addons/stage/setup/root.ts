import { defineRootSetup } from '@slidev/types'
import { joinStage } from '../poll/stage'
import { useWindowsInStep } from '../sync/use-windows-in-step'

export default defineRootSetup(() => {
  useWindowsInStep()
  joinStage()
})
