/** Days as text, and the working days of Vietnamese state offices with public holidays as data. */

export {
  addDays,
  type Day,
  dayInVietnam,
  daysBetween,
  isDay,
  weekday,
  writeDay,
  writeDayInWords,
} from './days.ts'
export {
  type OpenDays,
  readHolidays,
  type SpecialDay,
  vietnamHolidays,
  type WorkingCalendar,
} from './holidays.ts'
export {
  addCalendarDays,
  addWorkingDays,
  type Doubt,
  isWorkingDay,
  type Reckoned,
  workingDaysBetween,
} from './working-days.ts'
