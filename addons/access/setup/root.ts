import { defineRootSetup } from '@slidev/types'
import { useRepairs } from '../components/access/use-repairs'
import { useWindowTitle } from '../components/access/use-window-title'

/** For every page of the deck: its title, and what Slidev's chrome leaves out for those who don't see it. */
export default defineRootSetup(() => {
  useWindowTitle()
  useRepairs()
})
