import type { creatingProblems } from "../../../model/problems/creating.ts";
import { clock, has, text, texts } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { a, field, idNames, list, telling } from "./phrases.ts";

/** What becomes of documents that know no id: found again, to be made, or a reason to ask. */
export const creatingWords = {
  "adopt-ambiguous": {
    about: "文档没有写 id，而线上有多个资源与它相同。文档指的是其中一个，请写明是哪一个。",
    message: (args) => `${text(args.address)} 与线上不止${a(args.words.object[0])}相符：${list(args.ids)}`,
    hint: (args) => `写上正确的那个：id: ${texts(args.ids)[0] ?? ""}`,
  },
  "adopt-unequal": {
    about:
      "文档没有写 id，而线上有一个资源看起来就是它（对会员卡来说：品牌和标题相同），却并不完全相同。wxcards 不会凭猜测再新建一个：请写明指的是哪一个。",
    message: (args) => `${text(args.address)} 与线上已有的${args.words.object[0]}相符：${list(args.ids)}`,
    hint: (args) => `如果就是它，写 id: ${texts(args.ids)[0] ?? ""}；如果要新建，${telling("它", args.words)}`,
  },
  "adopt-edited": {
    about:
      "文档没有写 id，而从编号看，线上有一个资源是由它创建的；状态里已经没有记录，两者如今也不相同。哪一个才对、是否还是同一个，无从得知：凭猜测去修改，可能会改错资源。",
    message: (args) =>
      `${text(args.address)} 曾创建 ${list(args.ids)}，但状态里没有记录${args.absent === true ? "" : "，而且两者不相同"}`,
    hint: (args) =>
      args.absent === true
        ? `在 \`state: absent\` 旁边写 id: ${texts(args.ids)[0] ?? ""}，说明要删除的是哪一个`
        : `在这里写 id: ${texts(args.ids)[0] ?? ""}，或写在它如今所属的文档里，再查看计划`,
  },
  "intent-made-another": {
    about:
      "文档写了 id，而此前为同一份文档登记过一次新建，当时没有收到返回，它创建的却是另一个资源。继续下去，那个资源就会被遗落，没有人知道它。",
    message: (args) => `${text(args.address)} 写的是 ${text(args.id)}，而此前为它新建的是 ${list(args.ids)}`,
    hint: (args) => `写 id: ${texts(args.ids)[0] ?? ""}；如果两个都要，先用 import 给另一个写一份自己的文档`,
  },
  "intent-open": {
    about:
      "文档写了 id，而不久前为同一份文档登记过一次新建，没有收到返回。它创建的资源可能还没有出现在列表里，继续下去就会被遗落。",
    message: (args) =>
      `${text(args.address)} 写的是 ${text(args.id)}，而此前为它进行的新建（${text(args.since)}）可能还会出现`,
    hint: () => "在那次新建的十分钟之后再运行：那时就能知道是否创建了资源",
  },
  "made-not-shown": {
    about: "资源刚刚创建，平台还没有显示它。它的 id 已写入状态，因此不会重复创建。",
    message: (args) => `${text(args.id)} 已创建，但还读不到`,
    hint: () => "一分钟后再运行；如果仍然如此，到后台查看",
  },
  "made-and-gone": {
    about:
      "文档没有写 id，而从编号看，它创建过一个资源，后来被撤下，但不是由这个项目撤下的。wxcards 不会默默地重新创建。",
    message: (args) => `${text(args.address)} 创建过 ${list(args.ids)}，后来被撤下`,
    hint: (args) =>
      `如果是有意撤下的，移除文档；若要新建，把 \`spec:\` 换成 \`state: absent\`、\`reason:\` 和 \`id: ${texts(args.ids).at(-1) ?? ""}\`，应用一次，再把文档恢复原样`,
  },
  "created-another": {
    about:
      "新建的返回里给出的是一个原本就有的资源：它属于另一份文档或状态中的另一条记录，或者没有人纳管。即使真的创建了什么，也不是它；不会向它写入任何内容，下一次运行会查找实际创建的资源。",
    message: (args) =>
      `新建 ${text(args.address)} 的返回给出的是 ${text(args.id)}，${has(args.other) ? `而它属于 ${text(args.other)}` : "而它原本就有，也没有文档"}`,
    hint: (args) =>
      has(args.other)
        ? "运行 `wxcards plan`：它会查找实际创建的资源；如果两份文档指的是同一个，移除其中一份，否则给这一份换一个 name"
        : "运行 `wxcards plan`：它会查找实际创建的资源；如果途中有中转服务或代理，请检查它",
  },
  "create-unclear": {
    about:
      "旧版本的某次运行可能已经发送了新建，没有收到返回，也没有记下发送的内容。平台上未纳管的资源可能就是那次运行创建的，因此在写明是哪一个之前，什么都不发送。",
    message: (args) => `此前新建 ${text(args.address)} 的结果可能是其中之一：${list(args.ids)}`,
    hint: () =>
      "写上对应的 `id:`；如果都不是，先拿走文档，用 `wxcards state forget` 从状态中移除它的资源地址，再放回文档",
  },
  "recovery-waits": {
    about:
      "之前的运行登记过一个不能重复生效的调用而没有收到返回，或者撤下了一条规则还没有恢复。应用时会最先了结它；在此之前，不为这个资源计划任何改动。暂时看不到的结果，在调用之后十分钟内仍可能出现：在此之前不会再次发送。",
    message: (args) => {
      if (has(args.notBefore))
        return `${text(args.address)} 的 ${text(args.operation)}（${text(args.since, "在之前的运行中")}）还看不到结果；最早 ${clock(args.notBefore)} 才能判断`;
      if (args.will === "put-back") return `${text(args.address)} 被之前的运行撤下，还没有恢复`;
      return `之前的运行登记了 ${text(args.address)} 的 ${text(args.operation)}${has(args.since) ? `（${text(args.since, "")}）` : ""}，但没有收到返回`;
    },
    hint: (args) =>
      has(args.notBefore)
        ? `在 ${clock(args.notBefore)} 之后再次应用，或加上 --wait-recovery`
        : args.will === "ask"
          ? "它的文档要求删除它：应用时保持撤下"
          : "应用时会先了结它；apply --recover-only 只做这一件事",
  },
  "rests-on-recovery": {
    about:
      "这处改动依赖另一个资源，而还不知道之前的运行把那个资源变成了什么样：它引用那个资源，或接管那个资源含有的条目，或撤下那个资源可能引用的内容。在了结之前，这处改动先不执行。",
    message: (args) => `${text(args.address)} 在等待 ${text(args.other)}`,
    hint: () => "无需处理：另一个资源了结之后，它会继续执行",
  },
  "create-needs-field": {
    about: "新建资源需要这个字段，而文档里没有写。",
    message: (args) => `新建资源需要 ${field(args)}`,
    hint: () => "补上它；如果资源已经存在，写上它的 `id:`",
  },
  "was-still-there": {
    about: "文档在 `was:` 里写了以前的名称，而另一份文档正在使用这个名称。状态里的记录属于那一份，因此不会转过来。",
    message: (args) => `${text(args.address)} 写了 was: ${text(args.was)}，而已有一份使用这个名称的文档`,
    hint: (args) =>
      args.done === true
        ? "改名已经完成，去掉 `was:`"
        : `先单独应用改名，暂时不带现在名为 ${text(args.was)} 的那份文档；只有这是另一个资源时，才去掉 \`was:\``,
  },
  "absent-while-pending": {
    about:
      "文档要求删除一个资源，而之前的运行登记过创建它或它的一部分的请求，没有收到返回。创建的内容可能还在平台上，只是没有人知道它的 id，删除后就会被遗落。",
    message: (args) => `${text(args.address)} 的一个请求没有收到返回（${text(args.since)}），不知道它创建的内容的 id`,
    hint: () => "先把文档恢复原样并应用一次：它会找到创建的内容，或确认什么都没有创建；然后再要求删除",
  },
  "create-orphaned": {
    about:
      "之前的运行登记过创建某个资源或它的一部分的请求，没有收到返回，而它的文档已经不在了。平台上可能有它，只是没有人知道它的 id。在此期间不会新建任何同类的资源：那可能是同一个资源换了名称。",
    message: (args) => `平台上可能有 ${list(texts(args.others))}：之前的运行发送过请求而没有收到返回，文档已经不在了`,
    hint: () =>
      "运行 apply：它会查找创建的内容，如果十分钟后仍看不到，就不再记住它；如果新的文档指的就是它，在那里用 `was:` 写上它的名称",
  },
  "down-orphaned": {
    about:
      "之前的运行为了替换而撤下了一个对象（例如规则），没能恢复，此后它的文档也不在了。它在线上没有任何生效的内容。它原来的内容保存在状态里，下一次应用会恢复它。",
    message: (args) => `${list(texts(args.others))} 被之前的运行撤下，还没有恢复，而文档已经不在了`,
    hint: () => "运行 apply：它会按原样恢复；如果要保持撤下，写一份带 `state: absent` 的文档",
  },
  "renamed-perhaps": {
    about:
      "一份没有写 id 的文档对状态来说是新的，而状态里有一个同类资源失去了文档。改名看起来正是这样。直接新建会多出一个资源，默默继续则会遗落旧名称下的记录。",
    message: (args) =>
      `${text(args.address)} 是新的，而 ${text(args.other)}（${idNames(args.id, "id 未知", args.words)}）失去了文档`,
    hint: (args) => {
      const was = `was: ${text(args.other).split("/").at(-1) ?? ""}`;
      const id = has(args.id) ? " 或它的 `id:`" : "";
      return `如果是改名，写 ${was}${id}；如果要新建，请把 ${text(args.other)} 的文档补回来，写法与 import 写出的一样`;
    },
  },
} satisfies WordsOf<keyof typeof creatingProblems>;
