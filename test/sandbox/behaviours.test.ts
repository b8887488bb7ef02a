import { describe, expect, it } from "vitest";
import { exampleBehaviours } from "../../src/sandbox/behaviour-values.ts";
import { type Behaviours, usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { type BehaviourChanges, behavioursWith } from "../../src/sandbox/behaviours-with.ts";
import { bench, benchWithCard } from "./support.ts";

/** Every name on every level, with what stands there. */
function leaves(group: object, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] {
  return Object.entries(group).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
      ? leaves(value, [...path, name])
      : [[[...path, name], value] as const],
  );
}

function nested(path: readonly string[], value: unknown): object {
  return path.reduceRight<unknown>((inside, name) => ({ [name]: inside }), value) as object;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], root);
}

/** What no type lets through, and JavaScript does. */
function start(changes: unknown): Behaviours {
  return behavioursWith(changes as BehaviourChanges);
}

describe("a behaviour that is set alone", () => {
  const usual = usualBehaviours();
  it.each(leaves(exampleBehaviours()).map(([path, value]) => [path.join("."), path, value] as const))(
    "leaves every other as usual: %s",
    (_name, path, value) => {
      const behaviours = start(nested(path, value));
      expect(valueAt(behaviours, path)).toEqual(value);
      for (const [other, usually] of leaves(usual))
        if (other.join(".") !== path.join(".")) expect([other, valueAt(behaviours, other)]).toEqual([other, usually]);
    },
  );

  it("changes what it is for and no answer else", async () => {
    const { update } = await benchWithCard({}, { codes: { deletedAgain: 0 } });
    expect((await update({ base_info: { get_limit: 0 } })).errcode).toBe(40150);
    const short = await bench({ errorBefore: { quotes: "short" } });
    const refused = await short.post("/card/get", '{"unknown":1}');
    expect(refused.errmsg).toContain('Error before ":1}');
    const review = await benchWithCard({}, { review: { verdict: "refuse" } });
    await review.update({ discount: 5 });
    review.clock.advance(60);
    expect(JSON.stringify(await review.live())).toContain("CARD_STATUS_VERIFY_FAIL");
  });

  it("stays as usual where it is undefined", () => {
    expect(start({ codes: { deletedAgain: undefined }, review: undefined })).toEqual(usual);
  });

  it("can be a map, a list, or the word that stands for all", () => {
    const occupied = { "1900000001": { appid: "wx1", rule_id: "5" } };
    expect(behavioursWith({ payGift: { refuse: { "1": 72001 }, occupied } }).payGift).toMatchObject({
      refuse: { "1": 72001 },
      occupied,
      expired: "kept",
    });
    expect(behavioursWith({ okButUnchanged: ["base_info.notice"] }).okButUnchanged).toEqual(["base_info.notice"]);
    expect(behavioursWith({ okButUnchanged: true }).okButUnchanged).toBe(true);
    expect(behavioursWith({ pictureHosts: [] }).pictureHosts).toEqual([]);
    expect(behavioursWith({ pictureHosts: "any", wechatpay: { pictureHosts: "any" } }).pictureHosts).toBe("any");
    expect(behavioursWith({ ipWhitelist: { code: 61004 } }).ipWhitelist).toMatchObject({ code: 61004, refuse: false });
  });

  it("is another object at each start", () => {
    const refuse = { "1": 72001 };
    const behaviours = behavioursWith({ payGift: { refuse } });
    behaviours.payGift.refuse["2"] = 72002;
    behaviours.codes.deletedAgain = 1;
    expect([refuse, behavioursWith().codes.deletedAgain]).toEqual([{ "1": 72001 }, 40078]);
  });
});

describe("a name that no behaviour has ends the start", () => {
  it.each<[unknown, string]>([
    [{ reveiw: {} }, "no such behaviour: reveiw; did you mean review?"],
    [{ review: { secondz: 1 } }, "no such behaviour: review.secondz; did you mean review.seconds?"],
    [{ permissions: { wechatPaid: false } }, "permissions.wechatPaid; did you mean permissions.wechatPay?"],
    [{ errorBefore: { quote: "short" } }, "errorBefore.quote; did you mean errorBefore.quotes?"],
    [{ ipWhitelist: { refused: true } }, "ipWhitelist.refused; did you mean ipWhitelist.refuse?"],
    [{ quota: { remains: 0 } }, "no such behaviour: quota.remains"],
    [{ payGift: { listings: "with-ids" } }, "payGift.listings; did you mean payGift.listing?"],
    [{ payGift: { occupied: { "1": { appId: "wx", rule_id: "1" } } } }, "payGift.occupied.1.appId; did you mean"],
    [{ wechatpay: { strictkeys: true } }, "wechatpay.strictkeys; did you mean wechatpay.strictKeys?"],
    [{ codes: { numberOutofRange: 0 } }, "codes.numberOutofRange; did you mean codes.numberOutOfRange?"],
    [{ withholds: "whole-call" }, "no such behaviour: withholds; did you mean review.withholds?"],
    [{ constructor: 1 }, "no such behaviour: constructor"],
  ])("%j", (changes, words) => {
    expect(() => start(changes)).toThrow(words);
  });
});

describe("a value that a behaviour does not take ends the start", () => {
  it.each<[unknown, string]>([
    [
      { numbersAsText: "refuse" },
      'numbersAsText of the sandbox takes taken, everywhere, refused, not "refuse"; did you mean refused?',
    ],
    [{ review: { verdict: "refused" } }, "did you mean refuse?"],
    [{ review: { withholds: "wholecall" } }, "did you mean whole-call?"],
    [{ review: { seconds: "60" } }, 'review.seconds of the sandbox takes a number, not "60"'],
    [{ review: { seconds: Number.NaN } }, "takes a number"],
    [{ review: "refuse" }, 'review of the sandbox must be an object with members, not "refuse"'],
    [{ codes: null }, "codes of the sandbox must be an object"],
    [{ ipWhitelist: { code: 40001 } }, "ipWhitelist.code of the sandbox takes 40164, 61004, not 40001"],
    [{ ipWhitelist: { code: "40164" } }, 'takes 40164, 61004, not "40164"'],
    [{ okButUnchanged: "base_info.notice" }, "takes true, false, a list of texts"],
    [{ pictureHosts: "mmbiz.qpic.cn" }, "takes any, a list of texts"],
    [{ pictureHosts: [1] }, "takes any, a list of texts"],
    [{ wechatpay: { ignoreFields: "card_title" } }, "wechatpay.ignoreFields of the sandbox takes a list of texts"],
    [{ payGift: { refuse: { "1": "72001" } } }, "payGift.refuse.1 of the sandbox takes a number"],
    [{ payGift: { refuse: { "1": undefined } } }, "payGift.refuse.1 of the sandbox has no value"],
    [{ payGift: { refuse: ["1"] } }, "payGift.refuse of the sandbox must be an object by merchant ids"],
    [{ payGift: { occupied: { "1": { appid: "wx" } } } }, "payGift.occupied.1 of the sandbox lacks rule_id"],
    [[], "the behaviours of the sandbox must be an object"],
  ])("%j", (changes, words) => {
    expect(() => start(changes)).toThrow(words);
  });
});
