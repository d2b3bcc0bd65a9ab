import type { Text2 } from '../../../engine/language/index.ts'
import type { FactInfo } from './messages.ts'

const q = (vi: string, en: string, help?: readonly [string, string]) => ({
  ask: { vi, en },
  help: help === undefined ? undefined : { vi: help[0], en: help[1] },
})

/** Facts as one asks them at a kitchen table. A fact that has no words here is asked by its label. */
const HOUSEHOLD: Readonly<Record<string, ReturnType<typeof q>>> = {
  territory: q(
    'Nơi ở của gia đình trước ngày 01-7-2025 thuộc tỉnh, thành phố nào?',
    'Where did the home belong before 1 July 2025?',
  ),
  area_kind: q('Gia đình sống ở phường hay ở xã?', 'Does the family live in a town or in the country?', [
    'Phường là thành thị. Xã là nông thôn.',
    'A ward (phường) is urban, a commune (xã) is rural.',
  ]),
  income_per_head_month: q(
    'Tính bình quân, mỗi người trong nhà có bao nhiêu tiền một tháng?',
    'How much money is there for each person in a month, on average?',
    [
      'Cộng tiền làm ra của cả nhà trong mười hai tháng qua, chia cho 12, rồi chia cho số người. Không tính tiền trợ cấp xã hội.',
      'Add what the family earned in twelve months, divide by 12, then by the number of people. Leave social allowances out.',
    ],
  ),
  b1_points: q('Điểm B1 (thu nhập) là bao nhiêu?', 'How many B1 points (income)?', [
    'Để trống nếu đợt này không chấm điểm.',
    'Leave it empty where no points are given.',
  ]),
  b2_points: q('Điểm B2 (mức độ thiếu hụt) là bao nhiêu?', 'How many B2 points (deprivations)?', [
    'Để trống nếu đợt này không chấm điểm.',
    'Leave it empty where no points are given.',
  ]),
  previous_standing: q(
    'Trước đây gia đình đã từng là hộ nghèo hoặc hộ cận nghèo rồi được công nhận thoát chưa?',
    'Was the family once poor or near-poor and then recognised as having risen above it?',
  ),
  escaped_on: q('Quyết định công nhận thoát nghèo ghi ngày nào?', 'What is the date of that decision?'),
  is_farm_household: q(
    'Gia đình sống chủ yếu bằng làm ruộng, chăn nuôi, đánh cá, trồng rừng hoặc làm muối không?',
    'Does the family live mainly from farming, fishing, forestry or salt?',
  ),
  is_social_policy_household: q(
    'Gia đình có đang được nhận trợ cấp xã hội hằng tháng và không thuộc hộ nghèo không?',
    'Is it a social-policy household?',
    ['Ủy ban nhân dân xã, phường xác nhận.', 'The commune office says so.'],
  ),
  monthly_kwh: q('Một tháng gia đình dùng bao nhiêu số điện?', 'How many kWh of electricity in a month?', [
    'Xem trên hóa đơn tiền điện.',
    'It stands on the bill.',
  ]),
  wall_durable: q('Tường nhà có bền chắc không?', 'Are the walls durable?', [
    'Bền chắc: bê tông, gạch, đá, gỗ bền chắc.',
    'Durable: concrete, brick, stone, lasting wood.',
  ]),
  frame_durable: q('Cột, khung nhà có bền chắc không?', 'Are columns and frame durable?', [
    'Bền chắc: bê tông cốt thép, gạch, đá, sắt thép, gỗ bền chắc.',
    'Durable: reinforced concrete, brick, stone, steel, lasting wood.',
  ]),
  roof_durable: q('Mái nhà có bền chắc không?', 'Is the roof durable?', [
    'Bền chắc: bê tông cốt thép, ngói.',
    'Durable: reinforced concrete, tiles.',
  ]),
  floor_area_m2: q('Nhà rộng bao nhiêu mét vuông?', 'How many square metres does the home have?', [
    'Tính phần để ở. Dài nhân với rộng.',
    'What one lives in: length times width.',
  ]),
  water_source: q('Gia đình ăn uống, tắm giặt chủ yếu bằng nước gì?', 'Which water is used most at home?'),
  toilet_kind: q('Nhà tiêu của gia đình là loại nào?', 'What kind of toilet is there?'),
  waste_treatment: q('Rác của gia đình được xử lý thế nào?', 'What happens to the rubbish?'),
  has_information_device: q(
    'Trong nhà có ti vi, đài, máy tính hoặc điện thoại không?',
    'Is there a television, radio, computer or telephone?',
  ),
  uses_digital_services: q(
    'Trong nhà có ai làm giấy tờ, thanh toán hoặc khám bệnh qua mạng không?',
    'Does anybody use public services, payments or doctors online?',
  ),
  no_labour_capacity: q(
    'Có phải trong nhà không còn ai có khả năng lao động không?',
    'Is it so that nobody in the household can work?',
  ),
  has_merit_person: q(
    'Trong nhà có người có công với cách mạng không?',
    'Is somebody in the household a person of merit?',
    ['Ví dụ: thương binh, thân nhân liệt sĩ.', 'For example a wounded veteran, or family of the fallen.'],
  ),
  loan_wish: q('Gia đình có muốn vay vốn không, để làm gì?', 'Does the family want a loan, and for what?'),
  had_housing_support: q(
    'Gia đình đã từng được Nhà nước hỗ trợ làm nhà chưa?',
    'Has the state helped with the house before?',
  ),
}

const PERSON: Readonly<Record<string, ReturnType<typeof q>>> = {
  relation_to_head: q('Quan hệ với chủ hộ là gì?', 'What is the relation to the head of the household?'),
  sex: q('Nam hay nữ?', 'Woman or man?'),
  birth_date: q('Ngày sinh là ngày nào?', 'What is the date of birth?'),
  ethnicity: q('Dân tộc gì?', 'Which ethnic group?'),
  residence: q('Đăng ký cư trú tại thành phố thế nào?', 'How is the residence in the city registered?', [
    'Thường trú: có tên trong nơi thường trú. Tạm trú: đăng ký ở tạm.',
    'Permanent, or temporary.',
  ]),
  can_work: q('Có làm việc được không?', 'Can the person work?', [
    'Không tính người ốm nặng, người khuyết tật không làm được việc.',
    'Not somebody who is too ill or disabled for it.',
  ]),
  employment: q('Việc làm hiện nay thế nào?', 'What work is there now?'),
  steady_income: q('Có khoản tiền nhận đều hằng tháng không?', 'Is there a steady income every month?', [
    'Ví dụ: lương, lương hưu, trợ cấp.',
    'A wage, a pension, an allowance.',
  ]),
  has_pension: q('Có lương hưu không?', 'Is there a pension?'),
  social_assistance_amount: q(
    'Đang nhận trợ cấp xã hội bao nhiêu tiền một tháng?',
    'How much social assistance comes every month?',
    ['Không nhận thì ghi 0.', 'Write 0 if there is none.'],
  ),
  social_pension_amount: q(
    'Đang nhận trợ cấp hưu trí xã hội bao nhiêu tiền một tháng?',
    'How much social pension comes every month?',
    [
      'Dành cho người cao tuổi không có lương hưu. Không nhận thì ghi 0.',
      'For the elderly without a pension. Write 0 if there is none.',
    ],
  ),
  other_allowance_amount: q(
    'Đang nhận khoản trợ cấp hằng tháng nào khác của Nhà nước không, bao nhiêu tiền?',
    'How much comes in other monthly allowances of the state?',
    ['Không nhận thì ghi 0.', 'Write 0 if there is none.'],
  ),
  malnourished: q(
    'Trạm y tế có nói trẻ bị suy dinh dưỡng không?',
    'Did the health station say the child is malnourished?',
  ),
  has_health_insurance: q('Có thẻ bảo hiểm y tế không?', 'Is there a health insurance card?'),
  health_card_group: q('Thẻ bảo hiểm y tế thuộc nhóm nào?', 'Which group is the health insurance card of?'),
  attending: q('Đang học cấp nào?', 'Which school is attended now?'),
  qualification: q('Đã học xong đến đâu?', 'What is the highest level completed?'),
  has_job_certificate: q(
    'Có giấy công nhận đã được đào tạo nghề tại nơi làm việc không?',
    'Is there a certificate of training on the job?',
  ),
  attends_public_school: q('Có học trường công lập không?', 'Is it a public school?'),
  uses_internet: q('Có dùng internet không?', 'Does the person use the internet?', [
    'Kể cả trên điện thoại.',
    'On a phone counts.',
  ]),
  disability: q('Có khuyết tật không, mức nào?', 'Is there a disability, and of what degree?', [
    'Theo giấy xác nhận khuyết tật. Không muốn trả lời cũng được.',
    'As the certificate says. One need not answer.',
  ]),
  lives_alone_elderly: q(
    'Có phải là người cao tuổi sống một mình, không nơi nương tựa không?',
    'Is it an elderly person who lives alone without support?',
  ),
  is_frail: q(
    'Có già yếu, hay ốm đau hoặc hoàn cảnh khó khăn không?',
    'Is the person frail, often ill or in hardship?',
  ),
  has_hiv: q('Có phải là người nhiễm HIV không?', 'Does the person live with HIV?', [
    'Câu này không bắt buộc. Không muốn trả lời cũng được.',
    'One need not answer this.',
  ]),
  has_listed_disease: q(
    'Có mắc bệnh nặng trong danh mục của thành phố không?',
    'Is there a serious disease from the city’s list?',
    ['Câu này không bắt buộc. Không muốn trả lời cũng được.', 'One need not answer this.'],
  ),
  is_orphan: q('Có phải trẻ mồ côi không?', 'Is the child an orphan?'),
  raises_children_alone: q('Có phải đang một mình nuôi con không?', 'Does the person raise children alone?'),
  is_blind_association_member: q(
    'Có phải hội viên Hội Người mù không?',
    'Is the person a member of the Association of the Blind?',
  ),
  has_party_badge_40: q(
    'Có huy hiệu 40 năm tuổi Đảng trở lên không?',
    'Is there a party badge of 40 years or more?',
  ),
  is_waste_collector: q(
    'Có làm nghề thu gom rác bằng tay không?',
    'Does the person collect rubbish by hand for a living?',
  ),
  joins_voluntary_insurance: q(
    'Có đang đóng bảo hiểm xã hội tự nguyện không?',
    'Does the person pay voluntary social insurance?',
  ),
  voluntary_months_supported: q(
    'Đã được hỗ trợ tiền đóng bảo hiểm xã hội tự nguyện mấy tháng?',
    'For how many months was voluntary social insurance supported?',
  ),
  is_student: q(
    'Có phải học sinh, sinh viên được vay vốn đi học không?',
    'Is it a student whom the study loan covers?',
  ),
  wants_job: q('Có muốn tìm việc làm không?', 'Does the person want a job?'),
  wants_course: q('Có muốn học nghề không?', 'Does the person want a training course?'),
  wants_work_abroad: q('Có muốn đi làm việc ở nước ngoài không?', 'Does the person want to work abroad?'),
}

export interface Asked {
  readonly ask: Text2
  readonly help: Text2 | undefined
}

/** The question for a fact. */
export function questionOf(fact: Pick<FactInfo, 'entity' | 'name' | 'label'>): Asked {
  const known = (fact.entity === 'household' ? HOUSEHOLD : PERSON)[fact.name]
  return known ?? { ask: fact.label, help: undefined }
}
