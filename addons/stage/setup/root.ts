import { defineRootSetup } from '@slidev/types'
import { useNotesInView } from '../notes/use-notes-in-view'
import { useWindowsInStep } from '../sync/use-windows-in-step'

export default defineRootSetup(() => {
  useWindowsInStep()
  useNotesInView()
})
