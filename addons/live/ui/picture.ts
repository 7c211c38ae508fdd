import type { Result } from '../engine/result'
import { headline, provenance, rowsOf } from '../engine/result'

const SIZE = { width: 1200, height: 675 }
const MARGIN = 64

/** Whether this browser can hand a picture on to other apps: phones can; elsewhere a file is what people want. */
export function sharesPictures(): boolean {
  const file = new File([], 'x.png', { type: 'image/png' })
  return matchMedia('(pointer: coarse)').matches && (navigator.canShare?.({ files: [file] }) ?? false)
}

/** Hands the picture on, or saves it. A share that the viewer thinks better of is no error. */
export async function sharePicture(picture: File): Promise<void> {
  if (sharesPictures()) return navigator.share({ files: [picture] }).catch(() => {})
  const link = document.createElement('a')
  link.href = URL.createObjectURL(picture)
  link.download = picture.name
  link.click()
  // a download may begin after the click has returned
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Where the deck is, for those who see the picture; nothing for a deck on the viewer's own machine. */
const address = () => /^(?:localhost|127\.|\[::1\])/.test(location.host) || !location.protocol.startsWith('http') ? '' : location.host + import.meta.env.BASE_URL

/**
 * The result as a picture of 1200 x 675: what links in messages and posts are shown with.
 *
 * @param section whose fonts and custom properties it is drawn with, so that it looks as the slide does
 */
export async function drawPicture(result: Result, section: HTMLElement): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), SIZE)
  const draw = canvas.getContext('2d') as CanvasRenderingContext2D
  const style = getComputedStyle(section)
  const colour = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback
  const [paper, ink, soft] = [colour('--paper', '#fff'), colour('--ink', '#000'), colour('--ink-soft', '#555')]
  const kinds = {
    python: { fill: colour('--python-fill', '#2f6ea8'), text: colour('--python', '#235789') },
    slow: { fill: colour('--slow-fill', '#c51d4a'), text: colour('--slow', '#b5103c') },
    rust: { fill: colour('--rust-fill', '#d0611f'), text: colour('--rust', '#a3410b') },
  }
  const font = (size: number, weight = 400, family = style.fontFamily) => draw.font = `${weight} ${size}px ${family}`
  const display = colour('--font-display', style.fontFamily)
  const write = (text: string, x: number, y: number, fill: string, align: CanvasTextAlign = 'left') => {
    draw.fillStyle = fill
    draw.textAlign = align
    draw.fillText(text, x, y)
  }

  draw.fillStyle = paper
  draw.fillRect(0, 0, SIZE.width, SIZE.height)
  draw.textBaseline = 'alphabetic'
  font(50, 600, display)
  write('Python, and Rust under it, on my machine', MARGIN, 108, ink)

  const [start, end, top, line] = [290, 830, 182, 74]
  rowsOf(result).forEach((row, i) => {
    const middle = top + i * line
    const { fill, text } = kinds[row.kind]
    font(27)
    write(row.label, start - 18, middle + 9, ink, 'right')
    draw.fillStyle = fill
    draw.fillRect(start, middle - 21, Math.max(2, row.share * (end - start)), 42)
    draw.fillStyle = ink
    draw.fillRect(start - 2, middle - line / 2, 2, line)
    for (const dot of row.dots) {
      draw.beginPath()
      draw.arc(start + dot * (end - start), middle, 4, 0, 2 * Math.PI)
      draw.fill()
    }
    font(27, 650)
    write(row.time, 962, middle + 9, text, 'right')
    font(27)
    write(row.ratio, 980, middle + 9, text)
  })
  font(120, 600, display)
  write(headline(result), end, top + 4 * line + 26, kinds.rust.text, 'right')

  font(22)
  write([...provenance(result), result.date.slice(0, 10)].join(' · '), MARGIN, SIZE.height - 84, soft)
  write([document.title, address()].filter(Boolean).join(' · '), MARGIN, SIZE.height - 48, soft)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('this browser cannot make pictures')
  return new File([blob], 'python-and-rust-here.png', { type: 'image/png' })
}
