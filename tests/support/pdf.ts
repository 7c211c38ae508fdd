import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { readFile } from 'node:fs/promises'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** An element of a PDF's structure, as a screen reader goes through it. */
export interface Tag {
  /** As in HTML, in capitals: `H1`, `P`, `Figure`. */
  role: string
  alt?: string
}

/** A page, read back. */
export interface PdfPage {
  /** In canvas pixels, 3/4 of a point each. */
  width: number
  height: number
  /** All text, in the order of the drawing, blanks made one. */
  text: string
  tags: Tag[]
  /** Where links lead: an address, or `#` and the number of a page. */
  links: string[]
  /** How many times a picture made of pixels is painted. */
  rasters: number
}

/** An entry of the outline with what is below it. */
export interface OutlineEntry {
  title: string
  page: number
  items: OutlineEntry[]
}

/** A PDF, read back. */
export interface Pdf {
  bytes: number
  lang: unknown
  title: unknown
  isTitleShown: boolean
  isTagged: boolean
  pages: PdfPage[]
  outline: OutlineEntry[]
}

const RASTERS = new Set([
  OPS.paintImageXObject, OPS.paintImageXObjectRepeat, OPS.paintInlineImageXObject, OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObject, OPS.paintImageMaskXObjectGroup, OPS.paintImageMaskXObjectRepeat, OPS.paintSolidColorImageMask,
])

/** Letters and digits alone: how a PDF breaks lines and spaces letters is the printer's. */
export const letters = (text: string) => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** The pages as pictures, a pixel for a canvas pixel. */
export async function drawPages(bytes: Buffer): Promise<Buffer[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pictures = []
  for (let no = 1; no <= document.numPages; no++) {
    const page = await document.getPage(no)
    const viewport = page.getViewport({ scale: 1 / 0.75 })
    const { canvas } = (document.canvasFactory as CanvasFactory).create(Math.round(viewport.width), Math.round(viewport.height))
    await page.render({ canvas, viewport }).promise
    pictures.push((canvas as unknown as { toBuffer: (type: string) => Buffer }).toBuffer('image/png'))
  }
  await document.destroy()
  return pictures
}

/** Reads a PDF as a reader's program does. */
export async function readPdf(file: string): Promise<Pdf> {
  const data = new Uint8Array(await readFile(file))
  const bytes = data.length
  // fonts are not drawn here, so nothing is to be said about them
  const document = await getDocument({ data, verbosity: 0 }).promise
  const info = (await document.getMetadata()).info as { Language?: unknown, Title?: unknown }
  const preferences = await document.getViewerPreferences() as { DisplayDocTitle?: boolean } | null
  const pages = []
  for (let no = 1; no <= document.numPages; no++) pages.push(await readPage(document, await document.getPage(no)))
  const pdf: Pdf = {
    bytes,
    lang: info.Language,
    title: info.Title,
    isTitleShown: preferences?.DisplayDocTitle === true,
    isTagged: (await document.getMarkInfo())?.Marked === true,
    pages,
    outline: await readOutline(document, await document.getOutline() ?? []),
  }
  await document.destroy()
  return pdf
}

async function readPage(document: PDFDocumentProxy, page: PDFPageProxy): Promise<PdfPage> {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const content = await page.getTextContent()
  const links = []
  for (const { subtype, url, dest } of await page.getAnnotations() as { subtype: string, url?: string, dest?: string | unknown[] }[]) {
    if (subtype === 'Link') links.push(url ?? `#${await pageOf(document, dest ?? null)}`)
  }
  return {
    width: (right - left) / 0.75,
    height: (top - bottom) / 0.75,
    text: content.items.map(item => 'str' in item ? item.str + (item.hasEOL ? ' ' : '') : '').join('').replaceAll(/\s+/g, ' '),
    tags: tagsBelow(await page.getStructTree()),
    links,
    rasters: (await page.getOperatorList()).fnArray.filter(operator => RASTERS.has(operator)).length,
  }
}

interface CanvasFactory { create: (width: number, height: number) => { canvas: HTMLCanvasElement } }

interface StructNode { role: string, alt?: string, children: object[] }

function tagsBelow(node: object | null): Tag[] {
  if (!node || !isElement(node)) return []
  return [{ role: node.role, ...node.alt !== undefined && { alt: node.alt } }, ...node.children.flatMap(tagsBelow)]
}

function isElement(node: object): node is StructNode {
  return 'role' in node
}

async function pageOf(document: PDFDocumentProxy, dest: string | unknown[] | null): Promise<number> {
  const [page] = (typeof dest === 'string' ? await document.getDestination(dest) : dest) ?? []
  return page ? await document.getPageIndex(page) + 1 : Number.NaN
}

type PdfOutline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>

async function readOutline(document: PDFDocumentProxy, outline: PdfOutline): Promise<OutlineEntry[]> {
  const entries = []
  for (const { title, dest, items } of outline) {
    entries.push({ title, page: await pageOf(document, dest), items: await readOutline(document, items as PdfOutline) })
  }
  return entries
}
