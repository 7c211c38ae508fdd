import { PNG } from 'pngjs'

/** A picture as rows of red, green, blue, alpha. */
export interface Picture {
  width: number
  height: number
  data: Uint8Array
}

export function readPng(bytes: Buffer): Picture {
  return PNG.sync.read(bytes)
}

export function writePng({ width, height, data }: Picture): Buffer {
  const png = new PNG({ width, height })
  png.data = Buffer.from(data)
  return PNG.sync.write(png)
}

/**
 * A picture made `factor` times smaller: each pixel is the mean of a square of the original. What is left is where
 * things are and in which colour, without the edges of letters, which every machine draws a little differently.
 */
export function shrink(picture: Picture, factor: number): Picture {
  const width = Math.floor(picture.width / factor)
  const height = Math.floor(picture.height / factor)
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0]
      for (let dy = 0; dy < factor; dy++) {
        for (let dx = 0; dx < factor; dx++) {
          const from = ((y * factor + dy) * picture.width + x * factor + dx) * 4
          for (let channel = 0; channel < 3; channel++) sum[channel] = (sum[channel] ?? 0) + (picture.data[from + channel] ?? 0)
        }
      }
      const to = (y * width + x) * 4
      for (let channel = 0; channel < 3; channel++) data[to + channel] = Math.round((sum[channel] ?? 0) / factor ** 2)
      data[to + 3] = 255
    }
  }
  return { width, height, data }
}

/** One for each pixel in which a channel of two pictures of one size differs by more than `tolerance` of 255, zero for the others. */
function differing(a: Picture, b: Picture, tolerance: number): Uint8Array {
  return Uint8Array.from({ length: a.width * a.height }, (_, pixel) => {
    const worst = Math.max(...[0, 1, 2].map(channel => Math.abs((a.data[pixel * 4 + channel] ?? 0) - (b.data[pixel * 4 + channel] ?? 0))))
    return Number(worst > tolerance)
  })
}

/** The share of pixels, 0 to 1, that differ by more than `tolerance`; all of them where the sizes do. */
export function difference(a: Picture, b: Picture, tolerance: number): number {
  if (a.width !== b.width || a.height !== b.height) return 1
  const differ = differing(a, b, tolerance)
  return differ.reduce((sum, one) => sum + one, 0) / differ.length
}

/**
 * The most pixels that differ by more than `tolerance` in any square of `size` x `size` of them: what is lost in one place
 * is few of all pixels, but most of those there.
 */
export function densestDifference(a: Picture, b: Picture, tolerance: number, size: number): number {
  if (a.width !== b.width || a.height !== b.height) return size ** 2
  const differ = differing(a, b, tolerance)
  let densest = 0
  for (let top = 0; top <= a.height - size; top++) {
    for (let left = 0; left <= a.width - size; left++) {
      let count = 0
      for (let y = top; y < top + size; y++) {
        for (let x = left; x < left + size; x++) count += differ[y * a.width + x] ?? 0
      }
      densest = Math.max(densest, count)
    }
  }
  return densest
}
