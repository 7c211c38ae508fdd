import { defineRootSetup } from '@slidev/types'
import { useWindowsInStep } from '../sync/use-windows-in-step'

export default defineRootSetup(useWindowsInStep)
