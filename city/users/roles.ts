/** Roles of the city, as table `role` has them (migrations/0002-access.sql). */
export const ROLES = [
  'surveyor',
  'commune_officer',
  'commune_chair',
  'city_officer',
  'city_approver',
  'legal_officer',
  'legal_approver',
  'inspector',
  'partner',
  'administrator',
] as const

export type Role = (typeof ROLES)[number]
