/**
 * `vue-tsc` on our files. Slidev's client is shipped as TypeScript, which is checked with whatever imports it and is not
 * written for `noUncheckedIndexedAccess`: what is found there is not reported.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'

const program = path.join(path.dirname(createRequire(import.meta.url).resolve('vue-tsc/package.json')), 'bin/vue-tsc.js')
const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--noEmit', '--pretty', 'false'], { encoding: 'utf8' })

// an error is a line with the file's name, and lines below it that are indented
const errors = stdout.split(/\n(?=\S)/).filter(Boolean)
const ours = errors.filter(error => !error.startsWith('node_modules/'))
if (ours.length) console.log(ours.join('\n'))
if (stderr) console.error(stderr)
process.exitCode = ours.length || (status && !errors.length) ? 1 : 0
