import { problem } from '../../platform/http/problem/index.ts'

export const nothingGranted = problem('delivery.nothing_granted', {
  status: 409,
  title: {
    vi: 'Trong tháng đó người này không được xét hưởng quyền lợi này, hoặc nằm ngoài địa bàn, lĩnh vực được ghi.',
    en: 'This right was not granted for that month, or lies outside the area and sector in which you may enter deliveries.',
  },
})
export const moreThanOwed = problem('delivery.more_than_owed', {
  status: 409,
  title: {
    vi: 'Số đã giao vượt quá số phải giao, hoặc số hoàn lại vượt quá số đã giao.',
    en: 'More would be delivered than is owed, or more would come back than was delivered.',
  },
  detail: () => ({
    vi: 'Nếu mức hỗ trợ còn thiếu trong văn bản thì chưa ghi chi trả được: hãy bổ sung mức đã đối chiếu vào luật trước.',
    en: 'Where the law does not give the amount, nothing can be paid yet: let the confirmed value be added to the law first.',
  }),
  constraints: ['delivered_within_obligation'],
})
export const deliveredOnce = problem('delivery.delivered_once', {
  status: 409,
  title: {
    vi: 'Hỗ trợ một lần này đã được giao cho một tháng khác.',
    en: 'This one-time support was delivered for another month.',
  },
  constraints: ['delivered_once'],
})
export const amountUnfit = problem('delivery.amount_unfit', {
  status: 422,
  title: {
    vi: 'Số tiền chỉ đi cùng tiền được giao hoặc hoàn lại.',
    en: 'An amount goes with money that is delivered or comes back, and with nothing else.',
  },
})
