import { defineRootSetup } from '@slidev/types'
import { useRepairs } from '../slidev-internals/use-aria-attributes'
import { useWindowTitle } from '../ui/use-window-title'

/** For every page of the deck: its title, and what Slidev's chrome leaves out for those who don't see it. */
export default defineRootSetup(() => {
  useWindowTitle()
  useRepairs()
})
