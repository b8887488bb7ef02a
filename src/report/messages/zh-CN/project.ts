import type { patternProblems, projectProblems } from "../../../model/problems/project.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { patternWords } from "./patterns.ts";
import { a, count, idNames, list, suggestion } from "./phrases.ts";

/** Project file, documents as a whole, accounts, names and ids. */
export const project = {
  title: "项目与名称",
  when: "离线检查时发现：把项目文件、文档和状态放在一起核对。",
  words: {
    ...patternWords,
    "project-missing": {
      about: "当前目录及其所有上级目录里都没有 `wxcards.yaml`，或者 `--project` 指定的文件读不了。",
      message: (args) => `从 ${text(args.folder)} 往上都没有找到 ${text(args.file)}`,
      hint: () => "进入项目所在的目录，或用 --project 指定项目文件；`wxcards init` 在当前目录新建一个项目",
    },
    "project-second-document": {
      about: "项目文件里出现了 `---`，它之后是第二个文档，而项目文件只能有一个文档，后面的内容不会有人读。",
      message: () => "项目文件只能有一个文档，这里开始了第二个",
      hint: () => "删掉上面的 --- 一行，把两部分合在一起；会员卡和规则的文档放在单独的文件里",
    },
    "editor-schema-outdated": {
      about:
        "项目文件旁边供编辑器使用的 `wxcards.schema.json` 由较旧的 wxcards 写出。编辑器按那个版本所知的内容补全和标错；wxcards 自己从不读取它。用 `wxcards schema` 可以重新写出。",
      message: (args) =>
        args.version === args.own
          ? `供编辑器使用的 schema 由 wxcards ${text(args.own)} 的另一个构建写出`
          : `供编辑器使用的 schema 由 wxcards ${text(args.version)} 写出，比当前的 ${text(args.own)} 旧`,
      hint: () => "运行 `wxcards schema`，并提交这个文件",
    },
    "timezone-unknown": {
      about: "项目文件写的时区不在 IANA 时区列表里。用 Asia/Shanghai 时可以不写这一项。",
      message: (args) => `${text(args.timezone)} 不是时区名称`,
      hint: () => "写 IANA 时区名称，例如 Asia/Shanghai",
    },
    "account-reserved": {
      about: "`sandbox` 始终指内嵌平台，项目文件里的账号不能叫这个名字。",
      message: (args) => `账号名 ${text(args.name)} 已由内嵌平台占用`,
      hint: () => "给账号换一个名字；文档可以直接写 `account: sandbox`，不用声明",
    },
    "accounts-too-many": {
      about:
        "一个项目或一份文档写的账号超过了 wxcards 一次能处理的数量。文档里每个账号都有各自的资源，很短的文件也可能带来无穷的工作量。请拆分项目或文档。",
      message: (args) => `这里写了 ${count(number(args.count), "个账号")}，最多 ${grouped(number(args.limit))} 个`,
      hint: () => "把项目或文档拆成几份",
    },
    "account-twice": {
      about: "项目文件里的两个账号在平台上是同一个账号，会有两个名字管理同一批会员卡和规则。保留一个即可。",
      message: (args) => `${text(args.name)} 与 ${text(args.twin)} 是同一个账号：${text(args.identity)}`,
      hint: (args) => `两个里保留一个，或改正 ${text(args.name)} 的 ID`,
    },
    "default-twice": {
      about: "同一平台有两个账号都标为默认。文档不写账号时，只能指其中一个。",
      message: (args) => `${text(args.name)} 和 ${text(args.other)} 都是 ${text(args.platform)} 的默认账号`,
      hint: () => "只在其中一个保留 `default: true`",
    },
    "document-not-object": {
      about: "文档写成了一段文字、一个数字或一个列表。文档应以 `kind:`、`name:` 和 `spec:` 开头。",
      message: () => "文档必须是含有 kind、name 和 spec 的映射",
      hint: (args) => `以 \`kind:\` 开头，取值为 ${list(args.kinds, "或")}；同一文件里的多个文档用 --- 一行隔开`,
    },
    "kind-missing": {
      about: "文档没有写明它描述什么。请加上 `kind:`。",
      message: () => "缺少 kind",
      hint: (args) => `加上 \`kind:\`，取值为 ${list(args.kinds, "或")}；不是文档的文件不要放在 \`cards:\` 的范围里`,
    },
    "kind-unknown": {
      about: "文档的资源类型是当前版本不认识的，或者向 `explain` 查询了不认识的类型。",
      message: (args) => (has(args.kind) ? `未知的资源类型 ${text(args.kind)}` : "这里的资源类型未知"),
      hint: (args) => suggestion(args.nearest, args.kinds),
    },
    "name-not-nfc": {
      about: "名称里的附加符号是分开编码的，看上去与另一个名称相同，其实不同。请改用合成形式（Unicode NFC）。",
      message: (args) => `名称 ${text(args.name)} 不是 Unicode 合成形式（NFC）`,
      hint: (args) => `重新输入，或粘贴：${text(args.name).normalize("NFC")}`,
    },
    "account-needed": {
      about:
        "文档没有写账号，而项目文件里没有合适的账号，或者有几个都可能是。请在文档里写明账号，或把其中一个标为默认。",
      message: (args) => `无法确定这份 ${text(args.kind)} 属于哪个账号`,
      hint: (args) => {
        const real = realAccounts(args);
        return real.length === 0
          ? withoutAccount(args)
          : `加上 \`account:\`，取值为 ${list(real, "或")}；或在 wxcards.yaml 里把一个账号标为 \`default: true\``;
      },
    },
    "account-and-accounts": {
      about: "文档同时写了一个账号和多个账号。一个账号用 `account:`，多个用 `accounts:`。",
      message: () => "同一份文档里同时写了 account 和 accounts",
      hint: () => "只留一个：一个账号用 `account:`，多个账号用 `accounts:`",
    },
    "ignore-unknown": {
      about: "`ignore:` 下的路径没有对应的字段，什么都不会被忽略。",
      message: (args) => `${text(args.pointer)} 没有对应的字段`,
      hint: (args) =>
        `${has(args.nearest) ? `是不是想写 ${text(args.nearest)}？` : "换一个字段；"}路径从 spec 之下写起，例如 /base_info/notice`,
    },
    "account-unknown": {
      about: "文档写的账号不在项目文件里。",
      message: (args) => `项目文件里没有账号 ${text(args.account)}`,
      hint: (args) =>
        realAccounts(args).length === 0 ? withoutAccount(args) : suggestion(args.nearest, args.accounts),
    },
    "account-of-other-platform": {
      about: "文档写的账号所在的平台没有这种类型的资源。",
      message: (args) => `${text(args.account)} 是 ${text(args.platform)} 的账号，那里没有 ${text(args.kind)}`,
      hint: (args) =>
        realAccounts(args).length === 0 ? withoutAccount(args) : `改用 ${list(realAccounts(args), "或")}`,
    },
    "duplicate-name": {
      about: "同一账号、同一类型的两份文档重名。一个名称只对应一个资源，请给其中一份改名。",
      message: (args) => `名称 ${text(args.name)} 已用于 ${text(args.file)}:${number(args.line)}`,
      hint: (args) =>
        `给其中一份改名：同一账号、同一类型之内名称不能重复（这里是 ${text(args.account)} 和 ${text(args.kind)}）`,
    },
    "duplicate-id": {
      about: "同一账号的两份文档写了相同的 ID，会互相争着管理同一个资源。保留一份即可。",
      message: (args) => `ID ${text(args.id)} 已属于 ${text(args.other)}（${text(args.file)}:${number(args.line)}）`,
      hint: () => "删掉其中一份文档，或改正它的 ID",
    },
    "item-declared-twice": {
      about:
        "两份文档在同一个或不同的账号里声明了同一项，例如同一个商户号。不论账号，平台只允许一个对象（例如一条规则）拥有它，因此第二份永远加不上去；测试账号也不应占用真实门店正在用的那一项。保留账号 `sandbox` 不会影响任何人，不参与检查。",
      message: (args) =>
        `${args.words.item[0]} ${text(args.item)} 已由 ${text(args.other)} 声明（${text(args.file)}:${number(args.line)}）`,
      hint: ({ words: { object, item } }) =>
        `只留在一份文档里：不论账号，每个${item[0]}只能属于${a(object[0])}；\n多账号的文档请在 \`accounts:\` 下给每个账号写各自的列表`,
    },
    "reference-unknown": {
      about:
        "字段用资源地址引用另一份文档，但没有这个地址的文档。请改正地址，或写出那份文档，或填写平台上已有资源的 ID。",
      message: (args) => `没有文档 ${text(args.reference)}`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `是不是想写 ${text(args.nearest)}？`
          : `写一份该地址的文档，或填写此账号下已有${kindOf(args.reference)}的 ID`,
    },
    "reference-of-other-account": {
      about: "字段引用了另一个账号的文档。平台只认识本账号创建的 ID，规则也不能赠送别的账号的会员卡（72002）。",
      message: (args) => `${text(args.reference)} 属于另一个账号，而这份文档属于 ${text(args.account)}`,
      hint: (args) => {
        const [account = "", kind = "KIND", name = "NAME"] = text(args.reference).split("/");
        return `改为引用 ${text(args.account)} 的文档，例如 ${kind}/${name}；或把这份文档移到 ${account}`;
      },
    },
    "reference-of-other-kind": {
      about: "字段引用了它不能接受的资源类型，例如该填会员卡的地方填了规则。",
      message: (args) => `${text(args.reference)} 不是 ${text(args.kind)}`,
      hint: (args) => `填写文档的地址，例如 ${text(args.kind)}/gold，或填写 ID`,
    },
    "reference-to-absent": {
      about: "字段引用了写有 `state: absent` 的文档：它对应的资源将被删除，不能再被引用。",
      message: (args) => `${text(args.reference)} 将被删除（\`state: absent\`）`,
      hint: (args) => `改为引用别的资源，或把这份也删除，或去掉 ${text(args.reference)} 里的 \`state: absent\``,
    },
    "selects-nothing": {
      about: "`--account` 或 `--target` 的模式没有匹配到任何账号或文档，什么都没有做。",
      message: (args) => `${text(args.flag)} ${text(args.pattern)} 没有匹配到任何内容`,
      hint: (args) =>
        typeof args.nearest === "string" ? `是不是想写 ${text(args.nearest)}？` : "检查拼写；* 代表名称的任意部分",
    },
    "id-differs-from-state": {
      about: "文档写的 ID 与状态里为这个名称记下的不同。两者必有一错，写入会落到错误的资源上。",
      message: (args) => `ID ${text(args.id)} 与状态里记下的 ${text(args.known)} 不同`,
      hint: (args) => `写成 \`id: ${text(args.known)}\`；如果确实是另一个资源，给文档换一个名称`,
    },
    "id-behind-two": {
      about:
        "同一账号的两份文档指的是同一个资源，例如同一张会员卡：一份由 `id:` 指明，另一份由 `id:` 或状态指明。每次应用都会撤销另一份的改动。",
      message: (args) => `${idNames(args.id, "此 ID", args.words)} 已由 ${text(args.other)} 管理`,
      hint: (args) => `${text(args.other)} 和 ${text(args.address)} 只留一个；文件里看不到的 ID 记在状态里`,
    },
    "target-ambiguous": {
      about: "不带账号的目标匹配到了几个账号的资源。请写完整的资源地址，或用 `*/` 表示全部。",
      message: (args) => `--target ${text(args.pattern)} 可能指 ${list(args.addresses, "或")}`,
      hint: (args) => `写完整的资源地址，或用 */${text(args.pattern)} 表示全部`,
    },
    "delete-protected": {
      about: "文档要求删除，但它受保护。请先单独提交一次改动，去掉 `protect: true`。",
      message: (args) => `${text(args.address)} 受保护，不能删除`,
      hint: () => "先去掉 `protect: true`，作为单独的一次改动",
    },
    "delete-impossible": {
      about: "文档要求删除，但平台没有删除这类资源的接口。",
      message: (args) => `类型为 ${text(args.kind)} 的资源无法通过接口删除`,
      hint: () => "删掉这份文档，再到平台后台下架该资源",
    },
    "delete-of-nothing": {
      about: "文档要求删除的资源没有 ID：文档里没有，状态里也没有。什么都不会删除。",
      message: (args) => `没有 ${text(args.address)} 的任何记录，什么都不会删除`,
      hint: () => "如果它还在平台上，写明 `id:`；否则删掉这份文档",
    },
    "id-needed": {
      about: "文档没有 `id:`，状态里也没有它的 ID，而这类资源不能通过接口创建，必须已经存在。",
      message: (args) => `${text(args.address)} 没有 ID`,
      hint: () => "加上 `id:`，填写平台给它的 ID",
    },
  } satisfies WordsOf<keyof typeof projectProblems | keyof typeof patternProblems>,
} satisfies Theme;

/** What stands between Chinese words for the kind that an address names: ` MemberCard `. */
function kindOf(address: string): string {
  const kind = text(address).split("/")[1];
  return kind === undefined ? "资源" : ` ${kind} `;
}

type AccountChoice = ArgsOf<"account-needed">;

/** The accounts of the project file that fit, without the built-in one. */
function realAccounts({ accounts }: AccountChoice): string[] {
  return texts(accounts).filter((name) => name !== "sandbox");
}

/** What to do where the project has no account for a kind: declare one, or try it on the embedded platform. */
function withoutAccount({ needed: platform }: AccountChoice): string {
  const keys = platform === "wechatpay" ? ["role", "mchid", "brand_id"] : ["appid"];
  const declare =
    platform === ""
      ? "在 wxcards.yaml 里声明这个账号"
      : `在 wxcards.yaml 里声明一个账号，写上 ${list([`\`platform: ${text(platform)}\``, ...keys])}`;
  return `${declare}；没有账号时想先试用，写 \`account: sandbox\``;
}
