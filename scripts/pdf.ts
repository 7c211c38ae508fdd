import { readFile, writeFile } from 'node:fs/promises'
import { PDFBool, PDFDict, PDFDocument, PDFName } from 'pdf-lib'

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
  if (!pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)) throw new Error(`${file} is not tagged`)
  pdf.setTitle(title, { showInWindowTitleBar: true })
  pdf.setLanguage(lang)
  pdf.catalog.set(PDFName.of('MarkInfo'), pdf.context.obj({ Marked: PDFBool.True }))
  const bytes = await pdf.save()
  await writeFile(file, bytes)
  return { pages: pdf.getPageCount(), bytes: bytes.length }
}
