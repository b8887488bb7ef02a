import type { notes as english } from "../en/notes.ts";

/** What commands say beside their results, on stderr as a rule. */
export const notes: typeof english = {
  noDocuments: "没有找到任何文档：文档的位置由项目文件中的 `cards:` 指定。",
  valid: (documents) => `${documents} 份文档全部有效。`,
  nothingOpen: "没有未决的调用。",
  waitingForLease: (account, holder) => `正在等待 ${account}：${holder} 正在写入`,
  waitingForOpen: (until) => `正在等待之前的运行留下的未决调用，直到 ${until}`,
  saved: (file, allowed) => `已保存到 ${file}：wxcards apply ${file}${allowed} 会执行其中仍然适用的部分。`,
  savedOffline: (file) =>
    `已保存到 ${file}。它是离线生成的：wxcards diff 可以使用它，wxcards apply 只接受向平台查询过的计划。`,
  reading: (done, total) => `正在读取 ${done}/${total}`,
  carryingOut: (number, total, address) => `第 ${number} 步，共 ${total} 步：${address}`,
  lookingAgain: (waiting, seconds) => `${waiting} 个资源审核中；${seconds} 秒后再次查看`,
  nothingManaged: "这里没有纳管任何资源。",
  envFileNotRead: (file) => `设置了 CI，因此不读取 ${file}。`,
  requestsGoTo: (account, address, variable) => `${account}：请求发往 ${address}（${variable}）`,
  waiting: (account, seconds) => `${account}：按平台的要求等待 ${seconds} 秒`,
  refreshTokenUnkept: (account: string, variable: string): string =>
    `${account}：refresh_token 已改变，而没有程序保存新的：设置 ${variable} 之前，apply 会在此停下`,
  sandboxFilled: (put, present) => `已在内嵌平台上放入 ${put} 个资源，另有 ${present} 个原本就在。`,
  serving: "内嵌平台正在运行，按 Ctrl-C 结束。",
  noPlaceForCard: "没有写入会员卡：wxcards.yaml 中的 `cards:` 没有说明新文档放在哪里",
  staysAsItIs: (file) => `${file} 已经存在，保持原样`,
  nothingToWrite: "没有需要写入的内容",
  journalKept: (file) => `尚未写入状态的内容保存在 ${file}：wxcards state push ${file} 会把它写入状态。`,
  isUpToDate: (file) => `${file} 已经是最新的`,
  noEditorSchema: (file) => `还没有 ${file}：运行 wxcards schema 写出，供编辑器使用`,
  wrote: (file) => `已写入 ${file}`,
  afterInit: "下一步：先运行 wxcards plan，再运行 wxcards apply。这张会员卡在内嵌平台上，不会向微信发送任何内容。",
  confirmNobodys: (whats) => `目前没有关于线上内容的任何记录，输入 yes 即同时给出许可：${whats}。`,
  isEdited: (file) => `${file} 被编辑过，保持原样；要重新生成，先删掉它，再运行一次`,
  afterCi: {
    github: ({ branch, secrets, settings }) => [
      "下一步：在一个分支上提交所有这些文件，创建合并请求（pull request）。它的计划不需要任何密钥。",
      `合并之前，创建两个只允许 ${branch} 分支使用的 environment：wxcards-plan，以及设有审批人（required reviewers）的 wxcards。`,
      ...(secrets.length === 0 ? [] : [`  两者都要有的 secrets：${secrets.join("、")}`]),
      ...(settings.length === 0 ? [] : [`  仓库的 variables，按需设置：${settings.join("、")}`]),
    ],
    gitlab: ({ branch, secrets, settings }) => [
      "下一步：把下面一行加入 .gitlab-ci.yml，在一个分支上提交所有这些文件，创建合并请求（merge request）。它的计划不需要任何密钥。",
      "  include: [{ local: .gitlab/wxcards.gitlab-ci.yml }]",
      `合并之前，保护 ${branch} 分支和 environment wxcards，并设置变量，限定 environment 为 wxcards*，设为 protected 和 masked：`,
      `  ${[...secrets, "WXCARDS_GIT_TOKEN"].join("、")}`,
      ...(settings.length === 0 ? [] : [`  以及不是密钥的变量，按需设置：${settings.join("、")}`]),
    ],
  },
  toolApart: (why) => `${why}：wxcards 在 vendor/ 中有自己的 package.json，仓库的 package.json 保持原样`,
  otherManager: (file, manager) => `${file} 表明这里由 ${manager} 安装软件包`,
  hasShrinkwrap: (file) => `${file} 代替了 package-lock.json`,
  lockOfVersion: (file, version) => `${file} 的版本是 ${version}，只有版本 2 和 3 可以添加`,
  toolLinked: (file) => `${file} 中的 wxcards 是本机上的一个文件夹`,
  noLock: (file) => `${file} 中有其他软件包，而没有 package-lock.json 说明它们的版本`,
  toolDeclared: (file, sections) => `${file} 的 ${sections.join("、")} 中已有 wxcards`,
  toolFormer: (file, value) => `${file} 中的 wxcards 原为 ${value}`,
  toolOlder: (file) => `已不再需要 ${file}：可用 git rm ${file} 删除`,
  fileAltered: (path, attributes) =>
    `git 不会原样保存 ${path}（${attributes.join("、")}）：请在 .gitattributes 中加上一行 ${path} -text -filter`,
  filesIgnored: (paths, rule) =>
    `git 忽略了 ${paths.join("、")}（${rule.file} 第 ${rule.line} 行：${rule.pattern}）：git add --force ${paths.join(" ")} 仍可添加`,
  addToIgnored: (file, lines) =>
    `${file} 已经存在，保持原样：请在其中加上 ${lines.join("、")}${lines.length === 1 ? "" : "（各占一行）"}`,
  wouldCall: (call) => `将会发送以上内容（如果已有可以编辑的，则编辑它）：${call}`,
  confirmInvalidation: ({ address, code, holder, state, reason }) =>
    `要把 ${address} 的 ${code} 设为失效吗？不可恢复。它现在${state}，持有人 ${holder}。会员必须已经同意，并会读到：${reason}。只有回答 "yes" 才会执行。`,
  confirm: (summary, accounts) => `${summary}是否应用到 ${accounts}？只接受输入 "yes"。`,
};
