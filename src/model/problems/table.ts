import { commentProblems } from "./comment.ts";
import { creatingProblems } from "./creating.ts";
import type { ProblemEntry } from "./entry.ts";
import { brandProblems, cardProblems, fieldProblems } from "./fields.ts";
import { fileProblems } from "./files.ts";
import { importProblems } from "./import.ts";
import { memberProblems } from "./member.ts";
import { objectProblems } from "./objects.ts";
import { orderProblems } from "./order.ts";
import { peopleProblems } from "./people.ts";
import { planProblems } from "./plan.ts";
import type { WechatpayArgs, WeixinArgs } from "./platform.ts";
import { platformProblems } from "./platform.ts";
import { patternProblems, projectProblems } from "./project.ts";
import { pullProblems } from "./pull.ts";
import { runProblems } from "./run.ts";
import { shapeProblems } from "./shape.ts";
import { stateProblems } from "./state.ts";
import { branchProblems } from "./state-branch.ts";
import { thirdPartyProblems } from "./third-party.ts";
import { vendoredProblems } from "./vendored.ts";
import { answerProblems, keyProblems } from "./wechatpay.ts";
import { wordingProblems } from "./wording.ts";

/**
 * Every code wxcards itself can report: usual severity and class, and the type of its arguments. Words are made from
 * these, in `report/messages`.
 */
export const problemTable = {
  ...fileProblems,
  ...shapeProblems,
  ...projectProblems,
  ...patternProblems,
  ...fieldProblems,
  ...cardProblems,
  ...brandProblems,
  ...wordingProblems,
  ...planProblems,
  ...creatingProblems,
  ...objectProblems,
  ...platformProblems,
  ...thirdPartyProblems,
  ...keyProblems,
  ...answerProblems,
  ...importProblems,
  ...runProblems,
  ...stateProblems,
  ...orderProblems,
  ...branchProblems,
  ...commentProblems,
  ...pullProblems,
  ...vendoredProblems,
  ...memberProblems,
  ...peopleProblems,
} satisfies Readonly<Record<string, ProblemEntry<unknown>>>;

/** Codes that explain a key which people try and no document has. */
export type RefusedKeyCode =
  | "stock-quantity"
  | "custom-cell3"
  | "rule-id-in-spec"
  | "rule-status-in-spec"
  | "number-is-ours"
  | "brand-in-project"
  | "card-id-in-spec"
  | "state-in-spec"
  | "platforms-own-in-spec"
  | "id-misnamed";

/** Codes by which a canonical form says why a value means nothing to it. */
export type ValueCode = "instant-in-milliseconds" | "instant-malformed" | "colour-malformed" | "hex-colour-malformed";

/** A code of wxcards itself. */
export type OwnCode = keyof typeof problemTable;

/** A refusal by a platform, under the platform's own code. */
export type PlatformCode = `weixin-${number}` | `wechatpay-${string}`;

export type ProblemCode = OwnCode | PlatformCode;

/** What the words for a code need. */
export type ArgsOf<Code extends ProblemCode> = Code extends OwnCode
  ? NonNullable<(typeof problemTable)[Code]["args"]>
  : Code extends `weixin-${number}`
    ? WeixinArgs
    : WechatpayArgs;
