/** Law overlays in the store: values that the city has confirmed and amendments, proposed by one person and approved by another. */

export type { OverlayState, StoredOverlay } from './overlay.ts'
export { overlaysById, overlaysInForce } from './queries.ts'
