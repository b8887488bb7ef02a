import { dotted } from "../../../model/pointer.ts";
import type { platformProblems, WeixinArgs } from "../../../model/problems/platform.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { answerText, callName, has, isPayCall, number, text, texts } from "../args.ts";
import type { ArgsInContext, Theme, WordsOf } from "../language.ts";
import { consolePage, count, credentialName, joined, list, withVariables } from "./phrases.ts";

/** What comes of calls: credentials, tokens, answers, reading back. */
export const platform = {
  title: "凭证、调用与应答",
  when: "在与平台通信时出现。各平台自己的错误码另有两页：[微信错误码](weixin-codes.md)、[微信支付错误码](wechatpay-codes.md)。",
  words: {
    "credential-missing": {
      about:
        "所选的账号有文档，环境变量中却没有凭证。凭证绝不从 YAML 中读取；在 CI 中凭证是密钥，来自 fork 的合并请求得不到。",
      message: (args) => {
        const missing = missingOf(args).map(({ what }) => credentialWords[what] ?? what);
        const account = `账号 ${text(args.account)}`;
        return missing.length === 0
          ? `${account} 在环境变量中没有凭证`
          : `${account} 的凭证不全，环境变量中没有：${list(missing)}`;
      },
      hint: (args) => {
        const missing = missingOf(args);
        const all =
          missing.length === 0
            ? [joined("设置", list(args.variables, "或"))]
            : missing.map(({ what, variables }) => `${credentialWords[what] ?? what}：设置 ${list(variables, "或")}`);
        return `${all.join("\n")}\n在 CI 中，确认该任务可以读取这个密钥`;
      },
    },
    "env-file-unclear": {
      about:
        "无法判断 git 是否跟踪项目文件旁的 `.env`：文件夹在一个仓库中，而 git 没有回答。被跟踪的 `.env` 可能出自任何人，因此不读取它。",
      message: (args) => `没有读取 ${text(args.file)}：git 没有说明是否跟踪这个文件`,
      hint: (args) =>
        `在这里运行 \`git ls-files ${text(args.file)}\` 查看原因（属于其他用户的文件夹需要设置 safe.directory），或自行设置环境变量`,
    },
    "env-file-tracked": {
      about: "项目文件旁的 `.env` 在 git 中，能读取仓库的人都能读到其中的凭证。把它从 git 中去掉，并更换其中的凭证。",
      message: (args) => `git 跟踪了 ${text(args.file)}，其中的凭证已不再保密`,
      hint: (args) => `运行 \`git rm --cached ${text(args.file)}\`，把它加入 .gitignore，并在平台上更换凭证`,
    },
    "env-line-refused": {
      about:
        "项目文件旁的 `.env` 中有一行不是本项目任何账号的凭证。该文件只用来放凭证：域名、代理、命令和其他设置都来自环境变量本身。",
      message: (args) =>
        has(args.command)
          ? `${text(args.command)} 不从 ${text(args.file)} 读取：wxcards 运行什么不由任何文件决定`
          : typeof args.continues === "string"
            ? `${text(args.file)} 中 ${text(args.continues)} 的值占了多行，却没有加引号`
            : `${text(args.file)} 的这一行不是任何账号的凭证`,
      hint: (args) =>
        has(args.command)
          ? "在环境变量本身中设置：否则能写这个文件的人就能运行程序"
          : typeof args.continues === "string"
            ? `在值的开头之前和结尾之后各加一个 "，或在 ${text(args.continues)}_FILE 中写文件路径`
            : typeof args.nearest === "string"
              ? `是不是想写 ${text(args.nearest)}？`
              : `去掉这一行；凭证所在的行以变量名开头，例如 ${texts(args.variables)[0] ?? credentialName(args, "APPSECRET")}，接着是 = 和值`,
    },
    "credential-of-another-account": {
      about:
        "该账号的状态或文档中的 id 一个也找不到。只有创建它们的账号才认识这些 id，说明环境变量中的 AppSecret 或 token 属于另一个账号。没有写入任何内容，对该账号也不再作其他判断。",
      message: (args) =>
        `账号 ${text(args.account)} 已知的 ${number(args.count)} 个 id，用当前凭证一个也找不到：凭证属于 ${text(args.identity)} 以外的账号`,
      hint: (args) =>
        args.sandbox === true
          ? "内嵌平台已不记得状态中的内容：运行 `rm -rf .wxcards` 重新开始"
          : text(args.platform) === "wechatpay"
            ? withVariables("把 {PRIVATE_KEY} 和 {SERIAL_NO} 与 wxcards.yaml 中该账号的内容核对", args)
            : withVariables("把 {APPSECRET} 或 {ACCESS_TOKEN} 与 wxcards.yaml 中的 appid 核对", args),
    },
    "answer-unusable": {
      about:
        "应答是 JSON，却不是对这个调用的应答：其中没有会员卡或规则，说的不是所请求的那一个，没有说明是哪一个，没有表明一切成功，或显示了字段不可能有、写入时却会被写回的值，例如要替换的规则中没有会员卡。它多半来自与平台之间的某处，例如弄混了应答的中转服务。没有向该资源写入任何内容。",
      message: (args) => `${callName(args.call)} 的应答${unusable(args)}`,
      hint: (args) =>
        has(args.asked)
          ? `该应答的内容一概不采用；检查途中的中转服务或代理（${baseUrl(args)}、HTTPS_PROXY），它把其他请求的应答给了这里；如果没有，稍后重新运行`
          : has(args.fields)
            ? `该应答的内容一概不采用；检查途中的中转服务或代理（${baseUrl(args)}、HTTPS_PROXY），再重新运行；如果平台显示的确实如此，在文档中声明该字段：文档发送的值会取代它（覆盖他处所作的改动需要 --allow drift）`
            : "检查途中的中转服务或代理；如果没有，稍后重新运行：会先查明写操作的结果",
    },
    "base-url-insecure": {
      about:
        "用来替换平台域名的地址不能使用：它不是地址，实际指向与看上去不同，带有用户名、查询参数或片段，或是通往另一台机器的 http，token 会以明文传输。没有发送任何请求。",
      message: (args) => `${text(args.variable)} 中的地址不是安全的基础地址：${addressFault(args)}`,
      hint: () => "写 https:// 加主机名，需要时加端口或路径，不要写别的；http: 只用于 127.0.0.1、localhost 和 [::1]",
    },
    "request-misled": {
      about:
        "请求的路径中有一个不是 id 的 id，例如两个点，会使请求落到平台的另一个接口上。没有发送任何请求。id 来自文档、状态和平台的应答。",
      message: (args) => `发往 ${text(args.path)} 的请求不会到达它所写的接口`,
      hint: () => "在文档中，并用 `wxcards state show` 在状态中查找该 id：平台的 id 由字母、数字、- 和 _ 组成",
    },
    "proxy-unusable": {
      about:
        "环境变量指定了代理，而它的地址不是 HTTP 代理的地址，或实际指向与看上去不同。没有发送任何请求：悄悄绕过代理更糟。不支持 SOCKS。",
      message: (args) => `${text(args.variable)} 中不是 HTTP 代理的地址：${addressFault(args)}`,
      hint: () => "写 http:// 或 https://、主机和端口；用户名或密码中的 @ 写成 %40，其他特殊字符同理；或清空该变量",
    },
    "token-given-refused": {
      about:
        "环境变量提供的 access_token 被拒绝，而直接提供的 token 在这里无法续期。换成新的 token，或改为提供 AppSecret。",
      message: (args) => `环境变量提供的 access_token 被拒绝${raw(args)}`,
      hint: (args) =>
        withVariables(
          has(args.credential?.by)
            ? "在 {ACCESS_TOKEN} 中填入新的 token，或清空它，由 wxcards 通过 {TOKEN_COMMAND} 或第三方平台的凭证自行获取"
            : "在 {ACCESS_TOKEN} 中填入新的 token，或改为设置 {APPSECRET}，由 wxcards 自行获取",
          args,
        ),
    },
    "token-not-renewed": {
      about:
        "平台拒绝了 access_token，再次获取得到的仍是同一个。wxcards 从不强制刷新 token，因为那会使其他所有程序的 token 失效。",
      message: (args) => `access_token 被拒绝，而平台再次给出的仍是同一个${raw(args)}`,
      hint: () => "让该账号的所有程序都使用 cgi-bin/stable_token，或共用一个 token 中控服务器，等几分钟再运行",
    },
    "token-refused-again": {
      about:
        "平台拒绝了 access_token，新获取的也被拒绝。一般是该账号的另一个程序在不断获取 token，而它所用的接口会使其他 token 失效。",
      message: (args) => `access_token 被拒绝，新获取的也被拒绝${raw(args)}`,
      hint: () =>
        "找出为该账号调用 cgi-bin/token 的程序：每次这样的调用都会使其他程序的 token 失效；在那里改用 cgi-bin/stable_token",
    },
    "token-missing": {
      about: "获取 token 的调用得到的应答既没有错误，也没有 token，途中的中转服务可能会这样。",
      message: (args) => `${callName(args.call)} 的应答中没有 token`,
      hint: () => "如有中转服务，检查 WXCARDS_WEIXIN_BASE_URL 指向的中转服务；否则重新运行",
    },
    "no-answer": {
      about: "无法连接平台，或平台没有及时应答。读操作会重试；可能已经执行的写操作会去查询结果，绝不盲目重发。",
      message: (args) =>
        `${callName(args.call)} ${args.sent === true ? "没有得到完整的应答" : "没有到达平台"}：${text(args.reason)}`,
      hint: (args) =>
        args.sent === true
          ? "运行 `wxcards plan`：它会显示当前的线上状态"
          : `检查网络、HTTPS_PROXY 和 NO_PROXY，如果设置了 ${baseUrl(args)}，也检查它`,
    },
    "host-silent": {
      about:
        "某台主机连续几次没有应答请求：三次超时，或六次因其他原因没有结果。本次运行不再向它发送任何请求，以免没有响应的平台拖住一切。已经发出的请求报告为结果未知，由下次运行查明。",
      message: (args) => `不再调用 ${text(args.host)}：它连续 ${count(number(args.attempts), "个请求")}没有应答`,
      hint: (args) =>
        `查看从这里能否连接 ${text(args.host)}（网络、防火墙、HTTPS_PROXY 和 NO_PROXY），再重新运行：没有发送的届时会发送`,
    },
    "http-status": {
      about: "应答的状态码表示错误，而且不是平台的应答：是途中的网关、代理或中转服务所作的应答。",
      message: (args) => `${callName(args.call)} 得到 HTTP ${number(args.status)}，作出应答的不是平台`,
      hint: (args) => `检查 HTTPS_PROXY，如有中转服务，检查 ${baseUrl(args)} 指向的中转服务；否则稍等再运行`,
    },
    "answer-not-json": {
      about:
        "应答不是 JSON，或不是含义唯一的 JSON：不是 UTF-8，不是对象，或嵌套没有尽头。网络的登录页面就是这样，途中的中转服务也可能给出这样的应答。",
      message: (args) =>
        `${callName(args.call)} 得到的应答有 ${number(args.bytes)} 字节，${faults[text(args.fault, "")] ?? "不是 JSON"}`,
      hint: (args) => `检查 HTTPS_PROXY、${baseUrl(args)} 指向的中转服务，以及网络是否要求登录`,
    },
    "not-applied": {
      about:
        "平台返回成功，读回的却是旧值。这种情况确实存在，一般原因尚不清楚。有一种原因有文档说明：会员卡升级为微信支付会员卡之后，id 不变，而旧接口不再能改动它（微信支付文档，会员卡升级）。",
      message: (args) =>
        args.removal === true
          ? `${callName(args.call)} 返回成功，但要删除的内容仍在`
          : `${callName(args.call)} 返回成功，${joined("但", fields(args), "没有变化")}`,
      hint: (args) => `一分钟后运行 \`wxcards plan\`；如果仍不一致，${whereItDiffers(args)}`,
    },
    "live-member-refused": {
      about:
        "平台要求这样的对象或规则整个发送，因此请求中带有任何文档都没有声明的线上成员；平台拒绝了它们，或可能拒绝了它们。没有丢失任何内容。有 `lossy` 许可时，请求会去掉它们再发送一次。",
      message: (args) =>
        args.named === true
          ? `${joined("平台拒绝时指出", list(args.members))}：它们在线上存在，没有在任何地方声明，按读到的原样一起发送`
          : `${joined("拒绝的原因可能是", list(args.members))}：它们在线上存在，wxcards 不认识，按读到的原样一起发送`,
      hint: (args) =>
        args.agreed === true
          ? "即使有许可也不能省略：在文档中声明它，并写上平台接受的值"
          : `没有丢失任何内容；--allow lossy=${text(args.address)} 会让请求去掉它再发送，线上的这部分内容随之消失`,
    },
    "review-refused-now": {
      about: "审核当即拒绝了这次改动。被拒绝的值不会再次提交，除非文件改成别的值。",
      message: (args) => joined(fields(args), "审核未通过"),
      hint: ({ words }) => {
        const page = consolePage(words);
        return `${page === undefined ? "" : `在 ${page}查看原因，然后`}修改该值；同样的值不会再次提交`;
      },
    },
  } satisfies WordsOf<keyof typeof platformProblems>,
} satisfies Theme;

/** Where to look after a change that the platform took and does not show, and what for. */
function whereItDiffers(args: ArgsInContext<ArgsOf<"not-applied">>): string {
  const { object, site, successor } = args.words;
  if (site === undefined) return "再次应用";
  if (successor !== undefined)
    return `在 ${site.host} 查看该${object[0]}究竟有没有这个字段，并在 ${successor.host} 查看它${joined("是否已升级到", successor.name)}：如已升级，就在那里修改，并删除它的文档`;
  const look = `在 ${consolePage(args.words)}查看那里的内容`;
  return isPayCall(args.call) ? `${look}：有些字段可能已不能再改` : `${look}，再次应用`;
}

const credentialWords: Readonly<Record<string, string>> = {
  "private-key": "私钥",
  "serial-number": "API 证书序列号",
  "public-key": "微信支付公钥",
  "public-key-id": "微信支付公钥 ID",
  component: "第三方平台的凭证",
  "component-appsecret": "第三方平台的 AppSecret",
  "component-ticket": "第三方平台的 component_verify_ticket",
};

/** What of a credential with several parts is missing, and where each may stand. */
function missingOf({ missing = [] }: ArgsOf<"credential-missing">) {
  return missing.map(({ what, variables }) => ({ what: text(what), variables: texts(variables) }));
}

function fields(args: { readonly fields: readonly string[] }): string {
  const names = texts(args.fields).map(dotted);
  return names.length === 0 ? "这些字段" : list(names);
}

/** What is wrong with an address, without repeating any of it: it may hold a password. */
function addressFault({ fault }: ArgsOf<"proxy-unusable">): string {
  return addressFaults[fault] ?? "它不是服务器地址";
}

const addressFaults: Readonly<Record<string, string>> = {
  characters: "它含有空格、换行、反斜杠或其他不能出现在地址中的字符",
  scheme: "它的开头既不是 https:// 也不是 http://",
  slashes: "https: 或 http: 之后应有两个斜杠",
  userinfo: "其中的用户名、密码或 @ 不能这样写",
  query: "它含有 ?，其后的内容不会是路径的一部分",
  fragment: "它含有 #，其后的内容不会发送",
  host: "它的主机既不是普通的主机名，也不是普通的 IP 地址",
  port: "它的端口不是 1 到 65535 之间的数字",
  path: "它的路径不能使用：有空的部分，有指向上级的部分，转义有误，或这里不应有路径",
  "plain-http": "用 http 通往另一台机器，token 会以明文传输",
};

/** What an answer is when it is no answer to its call. */
function unusable(args: ArgsOf<"answer-unusable">): string {
  if (has(args.asked)) {
    const name = text(args.name, "id");
    const asked = `请求的 ${name} 是 ${text(args.asked)}`;
    return has(args.came)
      ? `说的是另一个：${asked}，得到的是 ${text(args.came)}`
      : `没有说明是哪一个：${asked}，应答中没有 ${name}`;
  }
  if (has(args.fields)) return `中，${list(args.fields)} 的值是不可能的，而写入时会把它写回`;
  if (has(args.notId)) return `中，本应是新建对象的 id，却是 ${quoted(args.notId)}`;
  if (has(args.code)) return `既不是成功也不是拒绝${has(args.errmsg) ? `：${quoted(args.errmsg)}` : ""}`;
  return "是 JSON，却不是对它的应答";
}

function quoted(value: string): string {
  return `“${text(value)}”`;
}

const faults: Readonly<Record<string, string>> = {
  "not-utf8": "不是 UTF-8",
  "no-object": "是 JSON，但不是对象",
  "too-deep": "是嵌套没有尽头的 JSON",
};

/** The variable that replaces the host of the platform a call goes to. */
function baseUrl(args: { readonly call: string }): string {
  return isPayCall(args.call) ? "WXCARDS_WECHATPAY_BASE_URL" : "WXCARDS_WEIXIN_BASE_URL";
}

/** The platform's own words, always visible: they are what a search or a question to the platform needs. */
export function raw(args: Pick<WeixinArgs, "errcode" | "errmsg" | "rid">): string {
  const said = has(args.errmsg) ? `：${answerText(args.errmsg)}` : "";
  const mark = has(args.rid) ? `，rid ${text(args.rid)}` : "";
  return `（errcode ${text(args.errcode)}${said}${mark}）`;
}
