import { readFile, writeFile } from 'node:fs/promises'
import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFName } from 'pdf-lib'

/** What can be said about a finished PDF. */
export interface PdfSummary {
  pages: number
  bytes: number
}

/**
 * Gives a printed PDF what a screen reader and a viewer's title bar need beside its tags: the document's title, shown in
 * place of the file's name, and its language (PDF/UA-1, 7.1 and 7.2).
 *
 * @param file the PDF, changed in place
 * @param about the title, and the language as in HTML's `lang`
 * @throws {Error} if the PDF is not tagged: it was printed past our hook
 */
export async function finishPdf(file: string, { title, lang }: { title: string, lang: string }): Promise<PdfSummary> {
  const pdf = await PDFDocument.load(await readFile(file), { updateMetadata: false })
  const structure = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)
  if (!structure) throw new Error(`${file} is not tagged`)
  tagFiguresWithTextAsGroups(pdf, structure)
  pdf.setTitle(title, { showInWindowTitleBar: true })
  pdf.setLanguage(lang)
  pdf.catalog.set(PDFName.of('MarkInfo'), pdf.context.obj({ Marked: PDFBool.True }))
  const bytes = await pdf.save()
  await writeFile(file, bytes)
  return { pages: pdf.getPageCount(), bytes: bytes.length }
}

/**
 * HTML's `<figure>` becomes a PDF's `Figure`, which stands for a picture and must have a text in its place (PDF/UA-1, 7.3).
 * One that has none has its own text inside, a chart's for example: it is a group.
 */
function tagFiguresWithTextAsGroups(pdf: PDFDocument, element: PDFDict): void {
  const children = element.lookup(PDFName.of('K'))
  const below = children instanceof PDFArray ? children.asArray().map(child => pdf.context.lookup(child)) : [children]
  const elements = below.filter(child => child instanceof PDFDict && child.has(PDFName.of('S'))) as PDFDict[]
  const isFigure = element.get(PDFName.of('S')) === PDFName.of('Figure')
  if (isFigure && elements.length > 0 && !element.has(PDFName.of('Alt'))) element.set(PDFName.of('S'), PDFName.of('Div'))
  for (const child of elements) tagFiguresWithTextAsGroups(pdf, child)
}

/** Has the PDF tags, by which a screen reader finds its headings and pictures? */
export async function isTagged(pdf: Uint8Array): Promise<boolean> {
  const { catalog } = await PDFDocument.load(pdf, { updateMetadata: false })
  return catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict) !== undefined
}
