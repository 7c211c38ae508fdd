import { defineRoutesSetup } from '@slidev/types'

/** The hand-out that `npm run export:notes` prints. It is first, since Slidev takes any other word for a slide's number. */
export default defineRoutesSetup(routes => [
  { path: '/handout', component: () => import('../pdf/HandoutPage.vue') },
  ...routes,
])
