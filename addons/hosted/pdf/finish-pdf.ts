import type { Deck } from '../commands/slidev'
import type { Paper } from '../slidev-internals/print-page'
import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber } from 'pdf-lib'

/** A PDF's content, and how many pages it has. */
export interface Pdf {
  bytes: Uint8Array
  pages: number
}

/**
 * Gives a printed PDF what a screen reader and a viewer's title bar need beside its tags: the document's title, shown in
 * place of the file's name, its language (PDF/UA-1, 7.1 and 7.2), and an outline of the slides.
 *
 * @param printed the PDF as the browser made it
 * @param deck title, author, language and the slides' titles
 * @param papers what is on each page, for the outline; left out, the PDF keeps the one it has
 * @throws {Error} if the PDF is not tagged, or has other pages than were asked for
 */
export async function finishPdf(printed: Uint8Array, deck: Deck, papers?: readonly Paper[]): Promise<Pdf> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false })
  const structure = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)
  if (!structure) throw new Error('The browser has printed a PDF without tags')
  tagFiguresWithTextAsGroups(pdf, structure)
  const pages = pdf.getPageCount()
  if (papers) {
    if (pages !== papers.length) throw new Error(`${papers.length} slides and clicks gave ${pages} pages`)
    addOutline(pdf, deck, papers)
  }
  pdf.setTitle(deck.title, { showInWindowTitleBar: true })
  if (deck.author) pdf.setAuthor(deck.author)
  pdf.setLanguage(deck.lang)
  pdf.catalog.set(PDFName.of('MarkInfo'), pdf.context.obj({ Marked: PDFBool.True }))
  return { bytes: await pdf.save(), pages }
}

/** An entry for each slide that has a title. It leads to the slide's last page, where everything is on it. */
function addOutline(pdf: PDFDocument, { slides }: Deck, papers: readonly Paper[]): void {
  const entries = papers
    .map(({ no, heading }, page) => ({ no, page, title: heading || slides[no - 1]?.title }))
    .filter(({ no, title }, index) => title && papers[index + 1]?.no !== no)
  const refs = entries.map(() => pdf.context.nextRef())
  const outline = pdf.context.nextRef()
  for (const [index, { title = '', page }] of entries.entries()) {
    const ref = refs[index]
    if (!ref) continue
    pdf.context.assign(ref, pdf.context.obj({
      Title: PDFHexString.fromText(title),
      Parent: outline,
      Dest: [pdf.getPage(page).ref, PDFName.of('Fit')],
      ...index > 0 && { Prev: refs[index - 1] },
      ...index < refs.length - 1 && { Next: refs[index + 1] },
    }))
  }
  if (!refs.length) return
  pdf.context.assign(outline, pdf.context.obj({ Type: 'Outlines', First: refs[0], Last: refs.at(-1), Count: PDFNumber.of(refs.length) }))
  pdf.catalog.set(PDFName.of('Outlines'), outline)
  pdf.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}

/**
 * HTML's `<figure>` becomes a PDF's `Figure`, which is a picture and must have a text in its place (PDF/UA-1, 7.3). One that
 * has none has its own text inside, a chart's for example: it is a group.
 */
function tagFiguresWithTextAsGroups(pdf: PDFDocument, element: PDFDict): void {
  const children = element.lookup(PDFName.of('K'))
  const below = children instanceof PDFArray ? children.asArray().map(child => pdf.context.lookup(child)) : [children]
  const elements = below.filter(child => child instanceof PDFDict && child.has(PDFName.of('S'))) as PDFDict[]
  const isFigure = element.get(PDFName.of('S')) === PDFName.of('Figure')
  if (isFigure && elements.length > 0 && !element.has(PDFName.of('Alt'))) element.set(PDFName.of('S'), PDFName.of('Div'))
  for (const child of elements) tagFiguresWithTextAsGroups(pdf, child)
}
