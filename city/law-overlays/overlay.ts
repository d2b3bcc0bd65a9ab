export type OverlayState = 'proposed' | 'approved' | 'refused' | 'withdrawn'

/** A change on top of the law files, with who answers for it. */
export interface StoredOverlay {
  readonly id: string
  readonly name: string
  /** The act or paper it rests on. */
  readonly citation: string
  /** Goes into the hash beside the text. */
  readonly file_name: string
  readonly yaml: string
  /** SHA-256 of name and text, the same as of an overlay in a file. */
  readonly hash: string
  /** First and last decision day to which it applies, ISO; null: open. */
  readonly valid_from: string
  readonly valid_to: string | null
  readonly state: OverlayState
  readonly proposed_by: string
  readonly proposed_at: Date
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly reason: string | null
}
