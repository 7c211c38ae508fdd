import { defineRoutesSetup } from '@slidev/types'

/** Slidev's page of notes, which `slidev export-notes` prints, gives way to our hand-out with the slides. */
export default defineRoutesSetup(routes => [
  { path: '/presenter/print', component: () => import('../pdf/HandoutPage.vue') },
  ...routes.filter(route => route.path !== '/presenter/print'),
])
