/** A component that shows nothing, for a part of the chrome that is switched off. */
import type { FunctionalComponent } from 'vue'

const nothing: FunctionalComponent = () => null

export default nothing
