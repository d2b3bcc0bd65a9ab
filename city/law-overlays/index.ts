/** Law overlays in the store: values that the city has confirmed and amendments, proposed by one person and approved by another. */

export { type CheckedOverlay, checkOverlay } from './check-overlay.ts'
export type { OverlayState, StoredOverlay } from './overlay.ts'
export {
  decideProposal,
  type OverlayProposal,
  proposeOverlay,
  setLastDay,
  tryOverlay,
  withdrawProposal,
} from './overlays.ts'
export { findOverlay, listOverlays, overlaysById, overlaysInForce } from './queries.ts'
