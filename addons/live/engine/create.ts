import type { ExperimentOptions } from './experiment'
import type { Addresses } from './protocol'
import debugUrl from '../rust/built/polymatch.debug.wasm?url&no-inline'
import releaseUrl from '../rust/built/polymatch.release.wasm?url&no-inline'
import { Experiment } from './experiment'
import { keepFiles } from './keep-files'

/** An experiment with a real worker, and its files under this site's base. What a run fetched works offline from then on. */
export function createExperiment({ onMeasured, ...options }: Pick<ExperimentOptions, 'assets' | 'onState' | 'onMeasured'>): Experiment {
  const absolute = (url: string) => new URL(url, location.href).href
  const { folder, files } = options.assets
  const addresses: Addresses = {
    python: absolute(`${import.meta.env.BASE_URL}${folder}/`),
    modules: { debug: absolute(debugUrl), release: absolute(releaseUrl) },
  }
  const fetched = [...Object.values(files).map(({ name }) => `${addresses.python}${name}`), ...Object.values(addresses.modules)]
  return new Experiment({
    ...options,
    addresses,
    makeWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    onMeasured(measurement) {
      onMeasured(measurement)
      void keepFiles(fetched)
    },
  })
}
