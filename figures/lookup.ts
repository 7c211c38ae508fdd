import type { TimingRun, TimingStudy } from './types'
import type { Fact, FactName } from './facts'
import { facts } from './facts'
import { studies } from './studies'

const quoted = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ')

/**
 * Checks what a type cannot: times are finite and greater than zero, there is a unit, names are unique, the baseline exists.
 *
 * @throws Error that names the study, what it has and what would be right.
 */
export function checkStudy(study: TimingStudy): TimingStudy {
  const at = `study "${study.name}"`
  if (study.unit !== 'ms' && study.unit !== 's') throw new Error(`${at} has the unit ${JSON.stringify(study.unit)}; it must be "ms" or "s"`)
  for (const run of study.runs) {
    if (!Number.isFinite(run.value) || run.value <= 0) throw new Error(`${at}, run "${run.name}" has the time ${run.value}; it must be a finite number of ${study.unit}, greater than zero`)
    if (study.runs.filter(other => other.name === run.name).length > 1) throw new Error(`${at} has two runs named "${run.name}"; names must differ`)
  }
  findRun(study, study.baseline)
  return study
}

/** The study of this name, checked. @throws Error listing the names there are. */
export function findStudy(name: string): TimingStudy {
  const study = studies.find(study => study.name === name)
  if (!study) throw new Error(`there is no study "${name}"; there are ${quoted(studies.map(study => study.name))}`)
  return checkStudy(study)
}

/** The run of this name. @throws Error listing the names there are. */
export function findRun(study: TimingStudy, name: string): TimingRun {
  const run = study.runs.find(run => run.name === name)
  if (!run) throw new Error(`study "${study.name}" has no run "${name}"; it has ${quoted(study.runs.map(run => run.name))}`)
  return run
}

/** The fact of this name. @throws Error listing the names there are. */
export function findFact(name: string): Fact {
  if (!Object.hasOwn(facts, name)) throw new Error(`there is no figure "${name}"; there are the facts ${quoted(Object.keys(facts))} and the runs of ${quoted(studies.map(study => study.name))}`)
  return facts[name as FactName]
}
