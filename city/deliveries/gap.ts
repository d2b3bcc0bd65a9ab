/** How far a granted right is on its way to the person. */
export const DELIVERY_STATES = [
  'never_applied',
  'pending',
  'approved',
  'unpaid',
  'delivered',
  'returned',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** A right that was granted for a month and has not arrived whole. */
export interface Gap {
  readonly commune_code: string
  readonly household_id: string
  /** '' where the household itself is the subject. */
  readonly person_id: string
  readonly benefit: string
  readonly title_vi: string
  readonly title_en: string
  readonly sector: string
  readonly kind: string
  readonly payer: string
  readonly per: string
  readonly state: DeliveryState
  /** Of what was granted, whole đồng; null where there is none, or it is open. */
  readonly amount: number | null
  /** The law gives an amount that nobody here knows: it is not 0. */
  readonly amount_open: boolean
  readonly delivered: number
  /** amount − delivered; null where the amount is null. */
  readonly gap: number | null
  /** The run of the month that granted it. */
  readonly run_id: number
}

/** Rights granted for a month in a commune that have not arrived, by benefit and state. */
export interface GapSum {
  readonly commune_code: string
  readonly benefit: string
  readonly state: DeliveryState
  readonly rights: number
  /** Sum of the exact amounts still to come, whole đồng. */
  readonly gap: number
  /** Rights among them whose amount is missing: they are not in the sum. */
  readonly open_amounts: number
}

/** Where nobody has entered anything: a right that must be applied for was not; one that comes by itself has not been paid. */
export const initialState = (route: string | null): DeliveryState =>
  route === 'automatic' ? 'unpaid' : 'never_applied'
