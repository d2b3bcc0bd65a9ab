import { words } from '../../language/index.ts'
import { en } from './words-en.ts'
import { vi } from './words-vi.ts'

export const useFileWords = words('household-file', vi, en)
