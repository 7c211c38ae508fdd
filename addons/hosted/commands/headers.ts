/** `npm run headers`: writes the routes of addons/hosted/security/host-files.ts into vercel.json. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { vercelRoutes } from '../security/host-files'
import { ROOT } from './slidev'

const file = path.join(ROOT, 'vercel.json')
const settings = JSON.parse(await readFile(file, 'utf8')) as object
await writeFile(file, `${JSON.stringify({ ...settings, routes: vercelRoutes() }, null, 2)}\n`)
