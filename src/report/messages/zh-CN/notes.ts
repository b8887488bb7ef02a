import type { notes as english } from "../en/notes.ts";

/** What commands say beside their results, on stderr as a rule. */
export const notes: typeof english = {
  noDocuments: "没有找到任何文档：文档的位置由项目文件中的 `cards:` 指定。",
  valid: (documents) => `${documents} 个文档全部有效。`,
  nothingOpen: "没有未决的调用。",
  waitingForLease: (account, holder) => `正在等待 ${account}：${holder} 正在写入`,
  waitingForOpen: (until) => `正在等待之前的运行留下的未决调用，直到 ${until}`,
  saved: (file, allowed) => `已保存到 ${file}：wxcards apply ${file}${allowed} 会执行其中仍然适用的部分。`,
  reading: (done, total) => `正在读取 ${done}/${total}`,
  carryingOut: (number, total, address) => `第 ${number} 步，共 ${total} 步：${address}`,
  lookingAgain: (waiting, seconds) => `${waiting} 个资源审核中；${seconds} 秒后再次查看`,
  nothingManaged: "这里没有纳管任何资源。",
  envFileNotRead: (file) => `设置了 CI，因此不读取 ${file}。`,
  requestsGoTo: (account, address, variable) => `${account}：请求发往 ${address}（${variable}）`,
  waiting: (account, seconds) => `${account}：按平台的要求等待 ${seconds} 秒`,
  sandboxFilled: (put, present) => `已在内嵌平台上放入 ${put} 个资源，另有 ${present} 个原本就在。`,
  serving: "内嵌平台正在运行，按 Ctrl-C 结束。",
  noPlaceForCard: "没有写入会员卡：wxcards.yaml 中的 `cards:` 没有说明新文档放在哪里",
  staysAsItIs: (file) => `${file} 已经存在，保持原样`,
  nothingToWrite: "没有需要写入的内容",
  journalKept: (file) => `尚未写入状态的内容保存在 ${file}：wxcards state push ${file} 会把它写入状态。`,
  isUpToDate: (file) => `${file} 已经是最新的`,
  noEditorSchema: (file) => `还没有 ${file}：运行 wxcards schema 写出，供编辑器使用`,
  wrote: (file) => `已写入 ${file}`,
  afterInit: "下一步：先运行 wxcards plan，再运行 wxcards apply。这张会员卡在内嵌平台上，不会发送任何内容到微信。",
  confirm: (summary, accounts) => `${summary}是否应用到 ${accounts}？只接受输入 "yes"。`,
};
