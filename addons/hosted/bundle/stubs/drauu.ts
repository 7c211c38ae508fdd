/** In place of drauu while drawing is off: a canvas that is never mounted, empty, with nothing to undo. */
export function createDrauu() {
  return {
    el: null,
    mode: 'stylus',
    mounted: false,
    canRedo: () => false,
    canUndo: () => false,
    clear() {},
    dump: () => '',
    load() {},
    on: () => () => {},
    redo() {},
    undo() {},
  }
}
