import { formatDate, formatFactor, formatRatio, formatTime } from './format'
import { findFact, findRun, findStudy } from './lookup'
import { studies } from './studies'

/** Code, which is left alone: a block, a span, an element. Else a figure's name in double brackets. */
const TOKEN = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1|(`+)[^`](?:[\s\S]*?[^`])?\2(?!`)|<(code|pre)\b[\s\S]*?<\/\3>|\[\[(?<token>[^[\]\n]+)\]\]/gm
const PARTS = /^([\w-]+)(?:\.([\w-]+)(?:\/([\w-]+))?)?(?::(\w+))?$/

/**
 * What a figure's name becomes in a slide or a note:
 * - `article.python`: the time of a run, "293.41 ms";
 * - `article.python:compact`: without the space, as a program prints it, "293.41ms";
 * - `article.python:spoken`: without the digits that nobody says, "293 ms";
 * - `article.class:ratio`: against the study's baseline, "46.6× faster";
 * - `article.class:factor`: the same without the direction, "46.6×";
 * - `article.naive-release/naive-debug:ratio`: against another run, "26× faster";
 * - `orjson-dumps`: another fact's text, "11.1×";
 * - `article`: a study's source, "Ohad Ravid";
 * - `rye-first:date`: a fact's or a study's date, "2023-04-23";
 * - `measured:month`: the same in words, "November 2026".
 *
 * @throws Error when the name or the form is unknown.
 */
export function figure(token: string): string {
  const [, name, run, against, form] = PARTS.exec(token.trim()) ?? []
  if (!name) throw new Error(`"[[${token}]]" names no figure; write [[study.run]], [[study.run:ratio]], [[study.run/other:ratio]], [[fact]] or [[fact:date]]; code is left alone`)
  if (!run) {
    const study = studies.find(study => study.name === name)
    const { date } = study ?? findFact(name)
    switch (form) {
      case undefined: return study?.source.name ?? findFact(name).text
      case 'date': return date
      case 'month': return formatDate(date.slice(0, 7))
      default: throw new Error(`"[[${token}]]" asks for the form "${form}"; of a fact there are "date" and "month"`)
    }
  }
  const study = findStudy(name)
  const found = findRun(study, run)
  const baseline = findRun(study, against ?? study.baseline)
  switch (form) {
    case undefined: return formatTime(found, study)
    case 'spoken': return formatTime(found, { ...study, digits: 0 }).replace(' ', '\u00A0')
    case 'compact': return formatTime(found, study).replaceAll(' ', '')
    case 'ratio': return formatRatio(found, baseline, study)
    case 'factor': return formatFactor(Math.max(found.value / baseline.value, baseline.value / found.value), study.ratioFigures)
    default: throw new Error(`"[[${token}]]" asks for the form "${form}"; of a run there are "ratio", "factor", "compact" and "spoken"`)
  }
}

/** Where a text names figures: each token with its place and its text. @throws Error for a name or a form that is unknown. */
export function figuresIn(text: string): { start: number, end: number, text: string }[] {
  return Array.from(text.matchAll(TOKEN)).flatMap(({ index, 0: { length }, groups }) =>
    groups?.token === undefined ? [] : [{ start: index, end: index + length, text: figure(groups.token) }])
}

/** A text with every figure's name replaced by the figure. */
export function fillFigures(text: string): string {
  return figuresIn(text).reduceRight((filled, { start, end, text }) => filled.slice(0, start) + text + filled.slice(end), text)
}
