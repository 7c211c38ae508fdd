import type { ExperimentOptions } from './experiment'
import { Experiment } from './experiment'

/** An experiment with a real worker, and Pyodide's folder under this site's base. */
export function createExperiment(options: Pick<ExperimentOptions, 'assets' | 'onState' | 'onMeasured'>): Experiment {
  return new Experiment({
    ...options,
    indexURL: new URL(`${import.meta.env.BASE_URL}${options.assets.folder}/`, location.href).href,
    makeWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  })
}
