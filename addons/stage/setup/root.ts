import { defineRootSetup } from '@slidev/types'
import { useNotesInView } from '../notes/use-notes-in-view'
import { joinStage } from '../poll/stage'
import { useWindowsInStep } from '../sync/use-windows-in-step'

export default defineRootSetup(() => {
  useWindowsInStep()
  joinStage()
  useNotesInView()
})
