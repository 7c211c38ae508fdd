import { defineRootSetup } from '@slidev/types'
import { useKeys } from '../keys/use-keys'
import { useAriaAttributes } from '../slidev-internals/use-aria-attributes'
import { usePinch } from '../slidev-internals/use-pinch'
import { askForWakeLockAgain } from '../slidev-internals/wake-lock'
import { useWindowTitle } from '../ui/use-window-title'

/** For every page of the deck: what keys and fingers mean, its title, and what Slidev's own pages leave out. */
export default defineRootSetup(() => {
  askForWakeLockAgain()
  useKeys()
  usePinch()
  useWindowTitle()
  useAriaAttributes()
})
