/** The parts of `navigator` that are used. */
export interface NavigatorLike {
  userAgent: string
  hardwareConcurrency?: number
  userAgentData?: { brands: readonly { brand: string, version: string }[], platform: string }
}

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** In this order: many name their ancestors too. */
const browsers: [RegExp, string][] = [
  [/Edg\w*\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/FxiOS\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/CriOS\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* .*Safari/, 'Safari'],
]

/** Brands that say nothing: the engine shared by many, and the one that is made up to keep parsers honest. */
const isNoBrand = (brand: string) => /not.*brand/i.test(brand)

/** "Firefox 153 on Linux": as much as the browser tells. "an unknown browser" when that is nothing. */
export function describeBrowser({ userAgent, userAgentData }: NavigatorLike): string {
  const brands = userAgentData?.brands.filter(({ brand }) => !isNoBrand(brand)) ?? []
  const brand = brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0]
  const system = userAgentData?.platform || systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  const named = brand ? `${brand.brand} ${brand.version}` : parse(userAgent)
  return [named ?? 'an unknown browser', ...(system ? [`on ${system}`] : [])].join(' ')
}

function parse(userAgent: string): string | undefined {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1]
    if (version) return `${name} ${version}`
  }
}
