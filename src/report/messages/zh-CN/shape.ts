import type { KindWords } from "../../../model/kind-words.ts";
import type { shapeProblems } from "../../../model/problems/shape.ts";
import { escaped, has, number, text } from "../args.ts";
import { environmentWord, ownedBy, secretWord } from "../credential-key.ts";
import { isConsentIds, isMerchantIds } from "../known-fields.ts";
import type { Theme, WordsOf } from "../language.ts";
import { asWritten, count, credentialName, field, isWhole, joined, shown, suggestion } from "./phrases.ts";
import { bound, form, itemBound, typeHint, typeName, types } from "./types.ts";

/** Values that the schema does not take. */
export const shape = {
  title: "文档的结构",
  when: "离线检查时逐个值发现，文档和项目文件都会检查。",
  words: {
    "unknown-key": {
      about: "这个位置没有这样的键：可能拼写有误，也可能应写在另一层。",
      message: (args) => joined("此处不能写", text(args.key)),
      hint: (args) => {
        if (args.isBeside === true) return "它应与 `spec:` 并列，而不是写在它下面：减少它的缩进";
        const places = has(args.elsewhere) ? [joined("它应写在", text(args.elsewhere))] : [];
        const words = has(args.nearest) ? [suggestion(args.nearest, [])] : [];
        return [...places, ...words].join("；") || "删除它；字段参考列出了所有的键";
      },
    },
    "id-misnamed": {
      about: "文档里写了平台对已有资源 ID 的叫法。在文档里它叫 `id:`，与 `name:` 并列；新资源的文档没有它。",
      message: (args) =>
        joined(
          text(args.key),
          `在文档里叫 \`id\`${args.inSpec === true ? "，与 `name:` 并列，而不是写在 spec 里" : ""}`,
        ),
      hint: (args) =>
        has(args.id)
          ? `写成 \`id: ${JSON.stringify(text(args.id))}\`，与 \`name:\` 并列；新资源则删除它`
          : "写成 `id:`，与 `name:` 并列；新资源则删除它",
    },
    "request-pasted": {
      about:
        "字段外面套了一层键，它只出现在平台的请求和返回里，文档里没有。其中的内容直接写在 `spec:` 之下，ID 写成 `id:`，与 `name:` 并列。",
      message: (args) => joined(text(args.key), "是平台请求里套在字段外面的键，文档里没有"),
      hint: (args) => {
        const first = has(args.kind) ? `以 \`kind: ${text(args.kind)}\` 和 \`name:\` 开头，` : "";
        const id = has(args.idName)
          ? `；${joined("其中的", text(args.idName), "写成")} \`id:\`，与 \`name:\` 并列`
          : "";
        return `${first}${joined("把", text(args.path), "里的内容直接写在")} \`spec:\` 之下${id}`;
      },
    },
    "blank-clears": {
      about: "键后面什么也没有。YAML 把它读作 null，而 null 是一个要求：在平台上清空这个字段。",
      message: (args) => joined(field(args), "没有值，会在平台上被清空"),
      hint: () => '确实要清空就写 ""；否则写上值，或删除这个键',
    },
    "secret-in-file": {
      about: "凭证写进了仓库里的文件，每个读者、每个合并请求都能看到。凭证只从环境变量读取。",
      message: (args) => joined(text(args.key), "是凭证，凭证不能写在文件里"),
      hint: (args) => {
        const word = secretWord(text(args.key));
        const place = word === undefined ? "" : ` ${credentialName(ownedBy(args, word), word)}`;
        return `从文件里删除，${joined(`改放到环境变量${place}`, "里")}（见 docs/credentials.md）；如果曾经推送过，还要在平台后台更换密钥`;
      },
    },
    "from-environment": {
      about: "项目文件里写了凭证的一部分。凭证都不从文件读取：证书序列号、密钥和密钥文件的路径都来自环境变量。",
      message: (args) => joined(text(args.key), "从环境变量读取，不写在这个文件里"),
      hint: (args) =>
        `从文件里删除，改为设置 ${credentialName(args, environmentWord(text(args.key)))}；全部变量见 docs/credentials.md`,
    },
    "missing-key": {
      about: "缺少必须有的键，请补上。",
      message: (args) =>
        has(args.field) && !isWhole(args)
          ? joined(field(args), "缺少", text(args.key))
          : joined("缺少", text(args.key)),
      hint: (args) =>
        `${has(args.field) && !isWhole(args) ? joined("在", field(args), "之下") : ""}补上 \`${text(args.key)}:\``,
    },
    "unknown-value": {
      about: "这个字段只能取几个值之一，而写的不在其中。",
      message: (args) => joined(field(args), "的值是", shown(args.value), "，不在可用的值之中"),
      hint: (args) => suggestion(args.nearest, args.allowed),
    },
    "wrong-type": {
      about: "值的类型与字段不符，例如该写数字的地方写了文本，该写列表的地方写了单个值。",
      message: (args) => joined(field(args), "应为", `${types(args.expected)}，而不是${typeName(args.found)}`),
      hint: typeHint,
    },
    "number-not-text": {
      about:
        "ID 或其他由数字组成的文本没有加引号，YAML 会读成数字。请加上引号：只有这样，开头的零和很长的 ID 才能保持完整。",
      message: (args) => joined(field(args), "应为文本：请加引号写成", JSON.stringify(text(args.written))),
      hint: () => "不加引号时 YAML 读成数字，开头的零和很长的 ID 会变样",
    },
    "number-not-plain": {
      about:
        "数字的写法会被人或别的 YAML 解析器理解为另一个值：`0100`（在 YAML 1.1 里是 64）、`0x64`、`0o17`、`1e2`、`+5`、`5.`、`1.0`。请只用普通的数字书写；本意是文本的（例如 ID）要加引号。",
      message: (args) =>
        joined(field(args), "写成了", text(args.written), "，这种写法有歧义：不同的程序会读成不同的值"),
      hint: (args) =>
        has(args.quoted)
          ? `如果是 ID，加引号写成 ${text(args.quoted)}；如果是数字，用普通写法：${text(args.plain)}`
          : `用普通写法：${text(args.plain)}`,
    },
    "value-is-comment": {
      about: "#63b359 这样的颜色没有加引号。YAML 里空格之后的 # 是注释的开头，所以字段成了空的。请给值加上引号。",
      message: (args) => joined(field(args), "是空的：YAML 把", text(args.comment), "读作注释"),
      hint: (args) => `加上引号：${JSON.stringify(text(args.comment))}`,
    },
    "null-not-possible": {
      about: "字段为空或 null，意思是清空它，而这个字段无法清空。请写上值，或删除这个键。",
      message: (args) => `${joined(field(args), "为空，但它无法清空：应为")}${types(args.expected)}`,
      hint: () => "写上值，或删除这个键：没写的字段不受管理",
    },
    "text-too-long": {
      about: "文本的 UTF-8 字节数超过平台的上限；一个汉字占 3 字节，一个表情符号占 4 字节或更多。请缩短。",
      message: (args) => {
        const limit = number(args.limit);
        const room = `最多 ${count(limit, "字节")}（${count(Math.floor(limit / 3), "个汉字")}）`;
        return joined(field(args), `过长：UTF-8 共 ${count(number(args.bytes), "字节")}，${room}`);
      },
      hint: (args) => {
        const bytes = Math.max(1, number(args.bytes) - number(args.limit));
        return `缩短 ${count(bytes, "字节")}，即 ${count(Math.ceil(bytes / 3), "个汉字")}`;
      },
    },
    "address-long": {
      about: "网址超过文档所写的上限。已知在一些地方更长的也能用，所以只是警告；平台以 45021 拒绝调用时，先缩短它。",
      message: (args) =>
        joined(
          field(args),
          `有 ${count(number(args.bytes), "字节")}；平台文档写的上限是 ${count(number(args.limit), "字节")}`,
        ),
      hint: () => "平台拒绝（45021）时换用更短的网址",
    },
    "text-long": {
      about:
        "文本的 UTF-8 字节数超过某一处资料所写的上限，而另一处资料或录得的会员卡里有更长的：入口名称（新建时 15 字节，更新时 16 字节）、封面文字（24 字节，而官方示例有 57 字节）。平台以 45021 拒绝调用时，先缩短它。",
      message: (args) =>
        joined(
          field(args),
          `的 UTF-8 长度为 ${count(number(args.bytes), "字节")}；是否能超过 ${count(number(args.limit), "字节")}，各处资料说法不一`,
        ),
      hint: (args) =>
        `缩短 ${count(Math.max(1, number(args.bytes) - number(args.limit)), "字节")}更稳妥；平台可能以 45021 拒绝它`,
    },
    "character-hidden": {
      about:
        "文本里有看不见的字符：控制字符、改变文字方向的标记，或没有宽度的字符。它会随文本一起发送，审阅时看到的就与用户收到的不同；这样的字符多半是复制文本时带进来的。JSON 只能用转义书写大多数控制字符，而这种转义会被微信拒绝（47002）。",
      message: (args) => {
        const layout = layoutWords[text(args.codePoint)];
        const place = `第 ${number(args.position)} 个字符`;
        return layout === undefined
          ? joined(field(args), "里有看不见的字符", `${text(args.codePoint)}（${place}）`)
          : joined(field(args), `只能有一行，却含有${layout}（${place}）`);
      },
      hint: (args) =>
        text(args.codePoint) in layoutWords
          ? "把文本写成一行，不用制表符"
          : `删除它；在编辑器里可用 ${escaped(text(args.codePoint))} 查找`,
    },
    "text-empty": {
      about: "必须有内容的文本是空的。请写上值，或删除这个键。",
      message: (args) => joined(field(args), "不能为空"),
      hint: () => "写上值，或删除这个键",
    },
    "object-empty": {
      about: "对象没有任何成员，等于什么也没写：既不会比较，也不会发送，也不会清空什么。请写上成员，或删除这个键。",
      message: (args) => joined(field(args), "是空的，等于什么也没写，也不会清空什么"),
      hint: () => "写上成员，或删除这个键：没写的字段不受管理",
    },
    "text-too-many-characters": {
      about: "文本的字符数超过字段的上限。请缩短。",
      message: (args) =>
        joined(
          field(args),
          `过长：共 ${count(number(args.characters), "个字符")}，最多 ${count(number(args.limit), "个")}`,
        ),
      hint: (args) => `缩短 ${count(Math.max(1, number(args.characters) - number(args.limit)), "个字符")}`,
    },
    "number-out-of-range": {
      about: "数字小于或大于字段允许的范围。",
      message: (args) => `${joined(field(args), "的值是", shown(args.value))}，应${bound(args)}`,
      hint: (args) => `写一个${bound(args)} 的数字`,
    },
    "list-length": {
      about: "列表的项数过多或过少。",
      message: (args) => joined(field(args), `有 ${count(number(args.count), "项")}，${itemBound(args)}`),
      hint: (args) => {
        const more = number(args.limit) - number(args.count);
        if (more <= 0) return `删去 ${Math.max(1, -more)} 项`;
        return number(args.count) === 0 ? emptyList(args, more) : `再加 ${more} 项`;
      },
    },
    "duplicate-item": {
      about: "列表里的每一项只能出现一次，而有一项出现了两次。请删去其中一个。",
      message: (args) => joined(field(args), "里", shown(args.item), "出现了两次"),
      hint: () => "删去其中一个",
    },
    "value-malformed": {
      about: "值不符合字段要求的形式，例如网址里有空格、ID 里有字母；或者它与旁边的另一个值不能同时存在。",
      message: (args) =>
        args.pattern === "false schema"
          ? joined(field(args), "不能与这里的其他值同时存在")
          : `${joined(field(args), "的值是", shown(args.value))}，应为${form(args)}`,
      hint: (args) => (args.pattern === "false schema" ? withoutPlace(args) : `改为${form(args)}`),
    },
    "instant-in-milliseconds": {
      about: "时间有 13 位数字，也就是以毫秒计。平台以秒计，收到毫秒会返回 40079：去掉最后三位，或改写日期。",
      message: (args) => joined(field(args), "以毫秒计：", text(args.written, "这个值"), "有 13 位数字"),
      hint: (args) => {
        const digits = text(args.value).replace(/\D/g, "");
        const seconds = digits.length > 3 ? `写 ${digits.slice(0, -3)}，即同一时间的秒数` : "写秒数";
        return `${seconds}；或写日期，例如 2026-12-31`;
      },
    },
    "instant-malformed": {
      about:
        "时间可以是日期、日期加时刻，或 1970 年以来的整秒数，并且必须是日历上存在的。没有写时区偏移的，按项目的时区理解。",
      message: (args) => joined(field(args), "的值是", asWritten(args), "，不是有效的时间"),
      hint: (args) =>
        /^\d{10}$/.test(text(args.value))
          ? `去掉引号：${text(args.value)} 是 1970 年以来的秒数`
          : "写 2026-12-31、2026-12-31T23:59:59+08:00，或 1970 年以来的秒数",
    },
    "colour-malformed": {
      about:
        "颜色是平台的颜色名称之一，例如 Color010，或加引号的十六进制值。没有对应名称的十六进制值，只有与线上值相同时才能声明。",
      message: (args) => joined(field(args), "的值是", asWritten(args), "，不是有效的颜色"),
      hint: () => '写颜色名称，例如 Color010；或加引号的十六进制值，例如 "#63b359"',
    },
  } satisfies WordsOf<keyof typeof shapeProblems>,
} satisfies Theme;

interface OfField {
  readonly field?: string | undefined;
}

/** An empty list may be meant as an order to take everything away, which has words of its own. */
function emptyList(args: OfField & { readonly words: KindWords }, least: number): string {
  if (isConsentIds(args)) return `写明由别处占用的${args.words.item[1]}，或删除整个许可`;
  return isMerchantIds(args)
    ? "写明商户号；如果要撤下这条规则，写 `state: absent` 和 `reason:`，与 `name:` 并列"
    : `加上 ${least} 项，或删除这个键`;
}

/** Characters that lay a text out, which everybody knows by other names. */
const layoutWords: Readonly<Record<string, string>> = {
  "U+000A": "换行",
  "U+000D": "换行",
  "U+0009": "制表符",
};

/** Which value beside one would have to be another for it to have a place. */
function withoutPlace(args: OfField & { readonly words: KindWords }): string {
  return isConsentIds(args)
    ? `删除它：\`ids\` 是 \`what: occupied\` 的许可所针对的${args.words.item[1]}`
    : "删除它，或检查 `platform` 和 `role`";
}
