import { formatRatio, formatTime } from './format'
import { findFact, findRun, findStudy } from './lookup'
import { AuthoringError } from './problem'

const TOKEN = /\[\[([^[\]\n]+)\]\]/g
const PARTS = /^([\w-]+)(?:\.([\w-]+))?(?::(\w+))?$/

/**
 * What a figure's name stands for in a slide or a note:
 * - `article.python`: the time of a run, "293.41 ms";
 * - `article.python:compact`: without the space, as a program prints it, "293.41ms";
 * - `article.class:ratio`: against the study's baseline, "46.6x faster";
 * - `orjson-dumps`: another fact's text, "11.1x";
 * - `rye-first:date`: a fact's date, "2023-04-23".
 *
 * @throws AuthoringError when the name or the form is unknown.
 */
export function figure(token: string): string {
  const [, name, run, form] = PARTS.exec(token.trim()) ?? []
  if (!name)
    throw new AuthoringError(`"[[${token}]]" names no figure; write [[study.run]], [[study.run:ratio]], [[study.run:compact]], [[fact]] or [[fact:date]]`)
  if (!run) {
    const fact = findFact(name)
    switch (form) {
      case undefined: return fact.text
      case 'date': return fact.date
      default: throw new AuthoringError(`"[[${token}]]" asks for the form "${form}"; of a fact there is "date"`)
    }
  }
  const study = findStudy(name)
  const found = findRun(study, run)
  switch (form) {
    case undefined: return formatTime(found, study)
    case 'compact': return formatTime(found, study).replaceAll(' ', '')
    case 'ratio': return formatRatio(found, findRun(study, study.baseline), study)
    default: throw new AuthoringError(`"[[${token}]]" asks for the form "${form}"; of a run there are "ratio" and "compact"`)
  }
}

/** Where a text names figures: each token with its place and what it stands for. */
export function figuresIn(text: string): { start: number, end: number, text: string }[] {
  return Array.from(text.matchAll(TOKEN), match => ({
    start: match.index,
    end: match.index + match[0].length,
    text: figure(match[1] ?? ''),
  }))
}

/** A text with every figure's name replaced by the figure. */
export function fillFigures(text: string): string {
  return text.replace(TOKEN, (_, token: string) => figure(token))
}
