/** `npm run headers`: writes the headers of addons/hosted/security/headers.ts into netlify.toml and vercel.json. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { netlifyHeaders, vercelHeaders } from '../security/headers'
import { ROOT } from './slidev'

const netlify = path.join(ROOT, 'netlify.toml')
const settings = await readFile(netlify, 'utf8')
await writeFile(netlify, `${settings.slice(0, settings.indexOf('[[headers]]'))}${netlifyHeaders()}\n`)

const vercel = path.join(ROOT, 'vercel.json')
await writeFile(vercel, `${JSON.stringify({ ...JSON.parse(await readFile(vercel, 'utf8')), headers: vercelHeaders() }, null, 2)}\n`)
