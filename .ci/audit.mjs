/**
 * `npm audit` of what ships: package.json's `dependencies` are just that, which tests/unit/shipped-packages.test.ts sees
 * to, and what Slidev builds it with. A finding fails; an audit service that cannot be reached, as
 * behind some mirrors, is said and does not.
 */
import { spawnSync } from 'node:child_process'
import process from 'node:process'

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' })

let report
try {
  report = JSON.parse(stdout)
} catch {
  report = { error: { summary: stderr } }
}

if (report.metadata?.vulnerabilities) {
  const { total, ...levels } = report.metadata.vulnerabilities
  console.log(total === 0 ? 'None.' : `${total}: ${Object.entries(levels).filter(([, count]) => count).map(([level, count]) => `${count} ${level}`).join(', ')}`)
  for (const [name, { severity, via }] of Object.entries(report.vulnerabilities)) {
    console.log(`- ${name} (${severity}): ${via.map(cause => typeof cause === 'string' ? `through ${cause}` : `${cause.title}, ${cause.url}`).join('; ')}`)
  }
  process.exitCode = total ? 1 : 0
} else {
  const reason = report.error?.summary || report.message || 'it gave no report'
  console.log(`NOT RUN: the audit service could not be reached (${String(reason).trim().split('\n')[0]})`)
}
