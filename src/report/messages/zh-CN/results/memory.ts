import type {
  historyWords as englishHistory,
  snapshotWords as englishSnapshot,
  stateWords as englishState,
} from "../../en/results/memory.ts";
import { count } from "../phrases.ts";

/** What is said of the past of accounts. */
export const historyWords: typeof englishHistory = {
  head: "| 时间 | 账号 | 操作人 | 提交 | 操作 | 资源 |",
  none: "没有任何运行记录。",
  cut: "还有更多记录：可用 --limit 查看，或者其余的历史没能获取到。",
  without: (accounts) => `${accounts} 没有历史：文件夹不保存历史，仓库的分支才保存。`,
  dirty: "含未提交的改动",
  open: "已开始，没有结束",
  brokenLease: (holder) => `强制解除了 ${holder} 的租约`,
};

/** What is said of what is remembered, and of what was changed of it by hand. */
export const stateWords: typeof englishState = {
  title: "wxcards state show",
  head: "| 资源 | id | 状态记录 |",
  onBranch: (branch, remote) => `在 ${remote} 的分支 ${branch} 上`,
  inFolder: (folder) => `在文件夹 ${folder} 中`,
  asOf: (instant) => `截至 ${instant}，目前无法连接`,
  unknown: "还没有状态",
  applied: (commit, at) => `上次应用：${commit}，${at}`,
  lease: (holder, nonce, until) => `由 ${holder} 持有至 ${until}：租约 ${nonce}`,
  broken: (holder) => `${holder} 的租约已被强制解除`,
  journal: (entries) => `这台机器的本地日志里有 ${count(entries, "个资源")}：wxcards state push 会把它们写入状态`,
  settled: (fields) => `${count(fields, "个字段")}已生效`,
  review: (since) => `自 ${since} 起审核中`,
  open: (operation, at) => `${operation} 自 ${at} 起未决`,
  down: "已撤下，等待恢复",
  deleted: "已删除",
  forgotten: (address) => `已从状态中移除：${address}`,
  unlocked: (account, holder, since) => `已解除租约：${account}，此前由 ${holder} 自 ${since} 起持有`,
  pushed: (account, entries) => `已写入状态：${account}，${count(entries, "个资源")}`,
  left: (account, entries) => `仍留在本地日志中：${account}，${count(entries, "个资源")}`,
  nothingToPush: "本地日志里没有等待写入状态的内容。",
};

/** What is said of snapshots. */
export const snapshotWords: typeof englishSnapshot = {
  taken: (account, resources) => `${account}：已保存 ${count(resources, "个资源")}`,
  unchanged: (account) => `${account}：自上次快照以来没有变化`,
  failed: (account) => `${account}：没有保存`,
};
