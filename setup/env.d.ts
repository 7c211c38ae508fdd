/** The hosted deck's address at build time, from setup/site.ts; empty where it is not known. */
declare const __SITE_URL__: string
