import type {
  problemListWords as englishProblems,
  explainRows as englishRows,
  terms as englishTerms,
} from "../../en/results/terms.ts";

/** How people read the words that results hold by a fixed name. */
export const terms: typeof englishTerms = {
  error: "错误",
  warning: "警告",
  create: "新建",
  update: "修改",
  replace: "替换",
  delete: "删除",
  adopt: "认领",
  none: "不改动",
  recover: "恢复",
  review: "审核",
  "one way": "只能单向修改",
  irreversible: "不可撤销",
  "write-only": "只写",
  money: "涉及金额",
  drift: "漂移",
  conflict: "冲突",
  send: "发送",
  blocked: "无法修改",
  keep: "保留",
  "in-review": "审核中",
  unverifiable: "无法核对",
  done: "完成",
  failed: "失败",
  skipped: "已跳过",
  unknown: "结果未知",
  settled: "已生效",
  refused: "审核未通过",
  "not-applied": "未生效",
  partial: "部分生效",
  "review-refused": "审核未通过",
  missing: "不存在",
  "taken-down": "已撤下",
  unreadable: "无法读取",
  "not-made": "尚未创建",
  "not-shown": "平台不显示",
};

/** What is said around problems. */
export const problemListWords: typeof englishProblems = {
  heading: "问题",
  count: (errors, warnings) => {
    const part = (number: number, word: string) => (number === 0 ? [] : [`${number} 个${word}`]);
    return [...part(errors, "错误"), ...part(warnings, "警告")].join("，");
  },
};

/** What is said of a field, each on a line of its own, and the heads of columns of fields. */
export const explainRows: typeof englishRows = {
  type: "值类型",
  limit: "限制",
  values: "可选值",
  examples: "示例",
  item: "列表项",
  unit: "单位",
  reference: "引用",
  required: "必填",
  change: "修改",
  call: "接口",
  sent: "发送方式",
  review: "审核",
  money: "金额",
  null: "null",
  readsBack: "读回",
  compared: "比较方式",
  source: "来源",
  label: "名称",
  path: "路径",
  noCall: "无",
  isRequired: "必填",
  semicolon: "；",
  stop: "。",
};
