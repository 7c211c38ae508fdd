import { defineShortcutsSetup } from '@slidev/types'
import { liveShortcut } from '../ui/shortcut'

/** "x" runs the experiment, on the slide that shows it. */
export default defineShortcutsSetup((_nav, base) => [...base, liveShortcut])
