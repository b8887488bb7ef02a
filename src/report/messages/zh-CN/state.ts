import type { stateProblems } from "../../../model/problems/state.ts";
import { has, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { fileReason, isInTheWay, list } from "./phrases.ts";

/** What is remembered, where, and by whom it is written. */
export const state = {
  title: "状态与租约",
  when: "由读取或写入状态的命令给出。",
  words: {
    "state-damaged": {
      about: "某个账号的状态无法解读。它记着应用过什么，因此不会被当作空的：请恢复到最后一个能读的版本。",
      message: (args) => `${text(args.file)} 无法解读（${damage[args.reason] ?? text(args.reason)}）`,
      hint: () => "恢复到它的上一个版本；那之后应用过的内容，会通过查询平台重新找到",
    },
    "state-outside-git": {
      about:
        "项目不在 git 仓库里，项目文件也没有写明状态存放在哪里。在个人电脑上会用项目文件旁边的文件夹；设置了 `CI` 时则是错误，因为执行机上的内容会随执行机一起消失。",
      message: () => "此文件夹不在 git 仓库里，wxcards.yaml 也没有写明状态存放在哪里",
      hint: (args) => `在 wxcards.yaml 里写 \`state: { folder: ${text(args.folder)} }\`，或把项目纳入 git`,
    },
    "state-in-tree": {
      about:
        "状态存放在 git 工作区的文件夹里：凡是会改变文档的 git 操作，例如 revert 或检出标签，都会连状态一起改变，改动看起来就像漂移。",
      message: (args) => `${text(args.folder)} 里的状态会随每次检出和 revert 一起改变`,
      hint: () => "去掉 wxcards.yaml 里的 `state:`，让状态存放在单独的分支上",
    },
    "state-moved": {
      about: "批准的计划核对之后、取得租约之前，有别的运行对该账号做了应用。什么都没有发送。",
      message: () => "期间有别的运行做了应用；什么都没有发送",
      hint: () => "重新计划，并让新的计划获得批准",
    },
    "state-none": {
      about:
        "某个账号还没有状态：这里从未对它做过应用，或者状态已经丢失。写有 `id:` 的文档与线上不同时，可能是文件改了，也可能是别人改了，因此发送它需要 `drift` 许可；查询接口不返回的字段需要 `unverified` 许可，因为谁也看不到线上的值。",
      message: (args) => `${text(args.account)} 还没有状态（${text(args.place)}）`,
      hint: () => "如果以前应用过，先把状态找回来；否则第一次应用会建立状态",
    },
    "state-moves": {
      about: "每次将要开始时，都有别的运行写入同一批账号，计划随即过时。什么都没有发送。",
      message: () => "一直有别的运行在写同一批账号；什么都没有发送",
      hint: () => "等它们结束后再运行 apply",
    },
    "state-seal": {
      about:
        "设置了 `WXCARDS_STATE_KEY`，而状态里有一个文件没有校验封，或校验封不是这把密钥的：可能由没有密钥的人写入，也可能换过密钥。",
      message: (args) => `${text(args.file)} 没有用 WXCARDS_STATE_KEY 加上的校验封`,
      hint: () =>
        "查明是谁写的；如果密钥是新设的或换过，给文件重新加上校验封（见 docs/threat-model.md 关于自备密钥的一节）",
    },
    "state-of-former-name": {
      about:
        "一个账号没有状态，而另一个已不存在的账号名下的状态正好属于同一个 appid 或品牌：多半是账号改了名。继续下去会忘掉已创建的资源并重复创建，因此什么都不读、不写。",
      message: (args) => `${text(args.found)} 的状态属于 ${text(args.identity)}，而后者现在叫 ${text(args.account)}`,
      hint: (args) =>
        `把状态也从 ${text(args.found)} 改名为 ${text(args.account)}：改它的分支名或文件夹名；只有确定不再需要其中的记录时才删除`,
    },
    "state-of-another-account": {
      about:
        "状态属于另一个 appid 或品牌，不属于现在叫这个名字的账号。其中的 ID 不是这个账号的，因此什么都不读、不写。",
      message: (args) =>
        `${text(args.file)} ${has(args.found) ? `属于 ${text(args.found)}` : "不属于任何账号"}，而 ${text(args.account)} 是 ${text(args.expected)}`,
      hint: () => "改正 wxcards.yaml 里的账号；如果账号确实换成了另一个，给它取一个新名字",
    },
    "former-unverified": {
      about:
        "状态里记着有内容已经撤下、需要恢复上线，但无法确认是本工具写的：可能出自该账号的另一份凭证，可能没有凭证，也可能是手工改的。状态本身不构成指令，因此只有得到许可才会恢复上线。",
      message: (args) =>
        `${text(args.address)} 已被撤下，用来恢复上线的内容不知是谁写的：${texts(args.bodies).join("、")}`,
      hint: (args) =>
        `如果确实要恢复上线，带 --allow replace=${text(args.address)} 运行 apply，或在它的文档里写 \`allow: [{ what: replace, because: … }]\`；否则清除记录：wxcards state forget ${text(args.address)}`,
    },
    "state-not-written": {
      about:
        "账号的状态写不进存放状态的文件夹。为了不遗漏任何记录，之后什么都没有发送；已经写到平台上的内容会保留，下一次运行能认出来。",
      message: (args) => `${text(args.file)} 写入失败（${fileReason(args)}）；之后什么都没有发送`,
      hint: (args) =>
        isInTheWay(args)
          ? "在那个位置换上文件夹或普通文件，再运行一次：已在线上的内容不会重复发送"
          : "让目录可写（或腾出磁盘空间），再运行一次：已在线上的内容不会重复发送",
    },
    "state-not-released": {
      about: "该做的都做完了，但结果没能写进状态。什么都没有丢：本机的本地日志里有，下一次在本机运行时会一并写入。",
      message: (args) => `对 ${text(args.account)} 所做的还没有写进状态（${text(args.why)}）`,
      hint: () => "先看下面列出的原因，再在本机运行 `wxcards state push`，或再次运行 `wxcards apply`",
    },
    "state-entry-unknown": {
      about: "在 `--account` 选定的范围内，没有这个资源地址的记录。",
      message: (args) => `没有 ${text(args.address)} 的记录`,
      hint: (args) =>
        has(args.nearest) ? `是不是想写 ${text(args.nearest)}？` : "`wxcards state show` 列出已有的记录",
    },
    "state-entry-ambiguous": {
      about: "不带账号的资源地址匹配到了几个账号的资源。请写完整的资源地址。",
      message: (args) => `${text(args.address)} 可能指 ${list(args.addresses, "或")}`,
      hint: () => "写完整的资源地址",
    },
    "state-entry-declared": {
      about: "要清除记录的资源还有文档：下一次应用会再去找它，或再创建一个。请先移走文档。",
      message: (args) => `${text(args.address)} 还有文档，没有清除它的记录`,
      hint: () => "先移走它的文档；在文档里写 `state: absent` 则会连平台上的资源一起删除",
    },
    "state-entry-open": {
      about:
        "要清除记录的资源还有之前的运行没有了结的内容：一次没有收到返回的调用，或一个已撤下、有待恢复上线的对象。清除记录会把它一起丢掉。",
      message: (args) => `之前的运行对 ${text(args.address)} 还有没有了结的内容，因此没有清除它的记录`,
      hint: () => "先了结它：wxcards apply --recover-only",
    },
    "lease-unknown": {
      about: "没有哪个账号的租约是要结束的这一个：那次运行已经自行结束，或者另一次运行已经开始。",
      message: (args) => `没有哪个账号的租约是 ${text(args.nonce)}`,
      hint: (args) =>
        args.held.length === 0 ? "目前没有任何账号被租约占用" : `目前的租约有 ${list(args.held)}：请再确认持有者是谁`,
    },
    "live-damaged": {
      about: "快照保存的线上值无法解读：文件不是由 `wxcards snapshot` 生成的，或者被人改过。",
      message: (args) => `${text(args.file)} 不是快照`,
      hint: () => "重新生成一份：wxcards snapshot",
    },
    "plan-offline": {
      about: "离线生成的计划不能批准任何改动：它比对的是过去某个时刻的线上值，而不是现在的。",
      message: (args) => `${text(args.file)} 是离线计划，不能批准任何改动`,
      hint: () => "在能访问平台的地方重新计划：wxcards plan --out",
    },
    "journal-tracked": {
      about: "本地日志被 git 跟踪：它的内容来自某个提交，可能属于另一台机器、另一个日子，因此绝不会并入状态。",
      message: (args) => `${text(args.file)} 被 git 跟踪，而本地日志只属于一台机器`,
      hint: (args) => `运行 \`git rm --cached ${text(args.file)}\`，并把 .wxcards/ 写进 .gitignore`,
    },
    "journal-of-nobody": {
      about: "要写入状态的本地日志属于某个 appid 或品牌，而项目里没有这样的账号。",
      message: (args) => `${text(args.file)} 属于 ${text(args.identity)}，这里没有这个账号`,
      hint: () => "在本地日志所属的项目里运行，并使用当时的项目文件",
    },
    "journal-damaged": {
      about:
        "本地日志无法解读：里面是一次被强行终止的运行记下、但没能写进状态的内容。终止时写了一半的最后一行会自动丢弃；其他损坏出自磁盘或人手。它不会被当作空的，因为遗漏的内容可能被重复创建。",
      message: (args) => `${text(args.file)} 无法解读`,
      hint: (args) =>
        `把 ${text(args.file)} 移到别处，并仔细阅读下一份计划：那次运行创建的资源会显示为未纳管，或显示为与已有资源相同`,
    },
    "journal-not-written": {
      about:
        "本地日志写不进去；运行得知的内容在写进状态之前都靠它保存。为了不遗漏任何记录，之后什么都没有发送；已经写到平台上的内容会保留，下一次运行能认出来。",
      message: (args) => `${text(args.file)} 写入失败（${fileReason(args)}）；之后什么都没有发送`,
      hint: (args) =>
        isInTheWay(args)
          ? "在那个位置换上文件夹或普通文件，再运行 apply：已在线上的内容不会重复发送"
          : "让目录可写（或腾出磁盘空间），再运行 apply：已在线上的内容不会重复发送",
    },
    "lease-held": {
      about:
        "另一次 `apply` 持有账号的租约，在本机或别的机器上：同时进行可能把一个资源创建两次，因此这次什么都没有发送。本机上已经终止的运行，租约会自动接管；别的机器上的，到期两分钟后接管。",
      message: (args) =>
        `另一次运行正在写 ${text(args.account)}：${text(args.holder)}，从 ${text(args.since)} 起，到 ${text(args.until)} 为止`,
      hint: (args) =>
        `用 --wait-lease 20m 等它结束；如果确定它已不在运行，结束它的租约：wxcards state unlock ${text(args.nonce)}`,
    },
    "lease-lost": {
      about:
        "账号的租约即将到期而没能续期，或已被另一次运行接管：此后没有在它名下发送任何内容。已知的结果都在本机的本地日志里。",
      message: (args) =>
        args.isOver === true
          ? `${text(args.account)} 的租约已被另一次运行接管；这里所做的记在本地日志里`
          : `${text(args.account)} 的租约即将到期，来不及再发请求；之后什么都没有发送`,
      hint: () => "再次运行 apply：已在线上的内容不会重复发送",
    },
  } satisfies WordsOf<keyof typeof stateProblems>,
} satisfies Theme;

const damage: Readonly<Record<string, string>> = {
  merge: "里面有合并冲突的标记",
  missing: "文件不见了，而该账号的另一个文件还在",
  "second-document": "里面有第二个文档",
};
