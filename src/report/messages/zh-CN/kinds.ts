import type { Kind } from "../../../model/kind.ts";
import type { KindWords } from "../../../model/kind-words.ts";

/** For what a kind has no words for, and where no kind is known. */
const plain: KindWords = { object: ["对象", "对象"], item: ["条目", "条目"] };

/** Chinese has no plural: both forms are the same, and `counted` of the phrases knows the measure words. */
const card = {
  object: ["会员卡", "会员卡"],
  managed: ["会员卡", "会员卡"],
  looks: "标题",
} satisfies Partial<KindWords>;

const own: Readonly<Record<string, Partial<KindWords>>> = {
  MemberCard: { ...card, successor: { host: "pay.weixin.qq.com", name: "微信支付" } },
  BrandCard: card,
  TestWhitelist: { object: ["测试白名单", "测试白名单"], item: ["人", "人"] },
  PayGiftRule: {
    object: ["规则", "规则"],
    item: ["商户号", "商户号"],
    managed: ["赠送会员卡的规则", "赠送会员卡的规则"],
  },
};

/**
 * What people call the resources of a kind. What stands in no language, such as where the platform shows them, is the
 * kind's own.
 */
export function wordsOfKind(kind: Pick<Kind, "name" | "words"> | undefined): KindWords {
  const { endless, site } = kind?.words ?? {};
  return {
    ...plain,
    ...(endless === undefined ? {} : { endless }),
    ...(site === undefined ? {} : { site }),
    ...own[kind?.name ?? ""],
  };
}
