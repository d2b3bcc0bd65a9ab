import { problem } from '../../platform/http/problem/index.ts'

// What can go wrong with the registry. Texts name no person: a problem is logged, forwarded, photographed.

export const householdNotFound = problem('household.not_found', {
  status: 404,
  title: {
    vi: 'Không tìm thấy hộ, hoặc hộ nằm ngoài địa bàn được xem.',
    en: 'No such household, or it lies outside the areas that may be seen.',
  },
})
export const versionConflict = problem('household.version_conflict', {
  status: 412,
  title: { vi: 'Hồ sơ hộ đã được người khác sửa.', en: 'Somebody else has changed the household’s file.' },
  detail: (version: number) => ({
    vi: `Bản hiện tại là ${version}. Hãy đọc lại rồi sửa trên bản mới.`,
    en: `The version is now ${version}. Read again and change the new version.`,
  }),
})
export const chainMoved = problem('household.changed_meanwhile', {
  status: 409,
  title: {
    vi: 'Hồ sơ hộ vừa được ghi thêm trong cùng lúc. Hãy làm lại.',
    en: 'Something else was recorded for the household at the same moment. Try again.',
  },
  constraints: ['action_pkey', 'action_continues'],
})
export const invalidContent = problem('household.invalid_content', {
  status: 422,
  title: { vi: 'Thông tin gửi lên chưa đúng.', en: 'The content is not valid.' },
  detail: () => ({ vi: 'Xem mục errors để biết từng chỗ sai.', en: 'See errors for each fault.' }),
})
export const futureDay = problem('household.future_day', {
  status: 422,
  title: { vi: 'Ngày có hiệu lực nằm ở tương lai.', en: 'The day from which it holds lies in the future.' },
  detail: (today: string) => ({
    vi: `Hồ sơ chỉ ghi điều đã xảy ra: chọn ngày không sau ${today}.`,
    en: `The file records what has happened: choose a day not after ${today}.`,
  }),
  constraints: ['action_is_not_ahead'],
})
export const beforeFile = problem('household.before_file', {
  status: 422,
  title: {
    vi: 'Ngày có hiệu lực sớm hơn ngày hộ có hồ sơ ở địa bàn này.',
    en: 'The day lies before the household’s time in this commune.',
  },
  detail: (first: string) => ({
    vi: `Chọn ngày từ ${first} trở đi.`,
    en: `Choose a day from ${first} on.`,
  }),
})
export const notActive = problem('household.not_active', {
  status: 409,
  title: {
    vi: 'Hộ không còn hoạt động (đã nhập hộ khác, đã chấm dứt hoặc đã chuyển đi).',
    en: 'The household is no more: merged, dissolved, or gone.',
  },
})
export const notMember = problem('person.not_member', {
  status: 422,
  title: {
    vi: 'Người này không phải là thành viên của hộ vào ngày đó.',
    en: 'This person is not a member of the household on that day.',
  },
})
export const alreadyMember = problem('person.already_member', {
  status: 409,
  title: {
    vi: 'Người này đang thuộc một hộ. Một người chỉ ở một hộ trong một thời điểm.',
    en: 'This person belongs to a household. A person is in one household at a time.',
  },
  detail: () => ({
    vi: 'Ghi việc rời hộ cũ trước, hoặc dùng chức năng chuyển người giữa hai hộ.',
    en: 'Record that the person left the other household first, or move the person from one to the other.',
  }),
  constraints: ['one_household_at_a_time', 'person_pkey'],
})
export const householdEmpty = problem('household.would_be_empty', {
  status: 422,
  title: {
    vi: 'Sau việc này hộ không còn ai.',
    en: 'Nobody would be left in the household.',
  },
  detail: () => ({
    vi: 'Hộ chỉ chấm dứt khi thành viên cuối cùng mất hoặc rời đi: đánh dấu "chấm dứt hộ".',
    en: 'A household ends when its last member dies or leaves: say that it is dissolved.',
  }),
})
export const headMissing = problem('household.head_missing', {
  status: 422,
  title: {
    vi: 'Hộ phải có đúng một chủ hộ.',
    en: 'A household has exactly one head.',
  },
  detail: () => ({
    vi: 'Chọn chủ hộ mới trong số các thành viên còn lại.',
    en: 'Name a new head among those who stay.',
  }),
})
export const partsHidden = problem('household.parts_hidden', {
  status: 403,
  title: {
    vi: 'Việc này mang theo toàn bộ hồ sơ, kể cả thông tin hạn chế và số định danh, nên cần quyền xem các phần đó.',
    en: 'This carries the whole file along, restricted facts and identity numbers included, so it needs the right to see them.',
  },
})
export const foreignCommune = problem('household.foreign_commune', {
  status: 403,
  title: {
    vi: 'Hộ kia thuộc địa bàn khác mà bạn không có quyền ghi.',
    en: 'The other household belongs to an area where you may not write.',
  },
  detail: () => ({
    vi: 'Báo người chuyển đi cho xã nơi đến: họ sẽ tiếp nhận.',
    en: 'Announce the person to the other commune: it takes the person in.',
  }),
})
export const sameHousehold = problem('household.same_household', {
  status: 422,
  title: { vi: 'Hai hộ phải khác nhau.', en: 'The two households must be different ones.' },
})
export const sameCommune = problem('household.same_commune', {
  status: 422,
  title: { vi: 'Nơi đến trùng với nơi đang ở.', en: 'It is in that commune already.' },
})
export const unknownCommune = problem('household.unknown_commune', {
  status: 422,
  title: {
    vi: 'Không có xã, phường, đặc khu nào mang mã này từ ngày 01/7/2025.',
    en: 'No commune, ward or special zone has had this code since 1 July 2025.',
  },
})
export const cannotUndo = problem('household.cannot_undo', {
  status: 409,
  title: { vi: 'Không hủy được việc này.', en: 'This cannot be undone.' },
  detail: () => ({
    vi: 'Chuyển hộ, tách hộ và nhập hộ được sửa bằng một việc ngược lại; việc đã hủy thì không hủy lần nữa.',
    en: 'A move, split or merge is mended by its opposite; what was undone is not undone again.',
  }),
})
export const arrivalNotFound = problem('person.arrival_not_found', {
  status: 404,
  title: {
    vi: 'Không có người nào đang chờ tiếp nhận dưới mã này ở địa bàn của bạn.',
    en: 'Nobody waits to be taken in under this number in your area.',
  },
})
export const alreadyAnnounced = problem('person.already_announced', {
  status: 409,
  title: {
    vi: 'Người này đã được báo chuyển đi và đang chờ tiếp nhận.',
    en: 'This person is announced already.',
  },
  constraints: ['person_arrival_once'],
})
export const candidateDecided = problem('person.candidate_decided', {
  status: 409,
  title: { vi: 'Cặp hồ sơ nghi trùng này đã được xử lý.', en: 'This pair has been decided already.' },
})
export const stillMember = problem('person.still_member', {
  status: 409,
  title: {
    vi: 'Người này còn là thành viên của một hộ, nên dữ liệu còn cần cho quyền lợi của hộ.',
    en: 'This person is still a member of a household, so the data are needed for what the household is owed.',
  },
  detail: () => ({
    vi: 'Ghi việc rời hộ hoặc mất trước, rồi mới xóa.',
    en: 'Record that the person left or died, then erase.',
  }),
})
export const realIdentity = problem('person.real_identity', {
  status: 422,
  title: {
    vi: 'Kho dữ liệu mẫu không nhận số định danh của người thật (mã tỉnh khác 999).',
    en: 'A demo store takes no identity numbers of real provinces (other than 999).',
  },
})
export const codeTaken = problem('household.code_taken', {
  status: 409,
  title: {
    vi: 'Mã hộ này đã có trong xã.',
    en: 'A household of the commune has this code already.',
  },
  constraints: ['household_code_once'],
})
