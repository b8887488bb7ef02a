import type { memberWords as english } from "../../en/results/member.ts";

/** What is said of a member. */
export const memberWords: typeof english = {
  head: "| 项目 | 值 |",
  heldHead: "| 文档 | 会员卡 | code |",
  states: {
    NORMAL: "已领取，使用中",
    CONSUMED: "已核销",
    EXPIRE: "已过期",
    GIFTING: "转赠中",
    GIFT_SUCC: "已转赠给他人",
    GIFT_TIMEOUT: "转赠超时，无人领取",
    DELETE: "已被会员删除",
    UNAVAILABLE: "已失效",
  },
  fields: {
    MOBILE: "手机号",
    SEX: "性别",
    NAME: "姓名",
    BIRTHDAY: "生日",
    IDCARD: "身份证号",
    EMAIL: "邮箱",
    LOCATION: "地区",
    DETAIL_LOCATION: "详细地址",
    POST_CODE: "邮编",
    EDUCATION_BACKGROUND: "教育背景",
    CAREER: "职业",
    INDUSTRY: "行业",
    INCOME: "收入",
    HABIT: "兴趣爱好",
  },
  rows: {
    state: "状态",
    canConsume: "可使用",
    active: "已激活",
    validity: "有效期",
    bonus: "积分",
    balance: "余额",
    membershipNumber: "会员卡编号",
    openid: "openid",
    outcome: "结果",
    before: "之前",
    after: "之后",
  },
  outcomes: {
    done: "已设为失效，不可恢复",
    already: "原本已失效，没有发送任何请求",
    refused: "平台拒绝，没有改动",
    unknown: "结果未知：请先再次查看",
  },
  yes: "是",
  no: "否",
  permanent: "永久有效",
  validity: (begins, ends) => {
    if (begins === undefined && ends === undefined) return "平台没有说明";
    return [...(begins === undefined ? [] : [`自 ${begins}`]), ...(ends === undefined ? [] : [`至 ${ends}`])].join(" ");
  },
  asReported: (balance) => `${balance}（平台返回的数值，不带单位）`,
  notFilledIn: "没有填写",
  unmanaged: "（没有文档）",
  none: "平台没有列出此人的任何卡。",
  masked: "个人信息已隐去；--show-personal 会在终端显示，且只在终端显示。",
};
