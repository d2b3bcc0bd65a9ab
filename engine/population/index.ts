export { type Column, type Names, NONE, NONE_BYTE, nameAt, type Population, UNKNOWN, UNKNOWN_BYTE, type Values } from './column.ts'
export { householdAt, populationOf } from './household.ts'
