/**
 * What may differ on WeChat Pay, or is simply not known: every member may be changed while the sandbox runs.
 *
 * Where nothing else is said, the documentation is silent or its editions contradict each other, and no live answer was
 * ever published.
 */
export interface WechatPayBehaviours {
  /**
   * What PATCH makes of an object inside a template: the new one takes its place, or its members are laid over the
   * stored ones.
   */
  nested: "merge" | "replace";
  /**
   * What PATCH says ok to and leaves as it was: dotted paths into a template, such as `card_title` or
   * `points_information.jump_path`. With `state`, invalidate and DELETE say ok and leave the template in effect.
   */
  ignoreFields: readonly string[];
  /**
   * The name of the moment of the last change in answers: `modify_time` (SDKs since 2025-10) or `update_time` (first
   * edition of the pages).
   */
  timeName: "modify_time" | "update_time";
  /**
   * Whether PATCH takes `init_level` and `legal_agreement` (first edition) or refuses them with PARAM_ERROR (absent
   * from the official sample).
   */
  levelInPatch: "accepted" | "refused";
  /**
   * Answers show every member of `valid_date_information`, whatever its type: as sent, else the values of the
   * documented sample.
   */
  echoForeignValidity: boolean;
  /**
   * How many of the next 2xx answers are probes: their signature begins with `WECHATPAY/SIGNTEST/` and is wrong on
   * purpose. Counts down.
   */
  probes: number;
  /** How many of the next 2xx answers carry a signature of something else. Counts down, after the probes. */
  badSignatures: number;
  /** How far the platform's clock is ahead of the sandbox's: requests are judged and answers stamped by it. */
  clockSkewSeconds: number;
  /**
   * Added to the timestamp of answers only, as in an answer that is replayed later (negative) or comes from another
   * machine.
   */
  answerSkewSeconds: number;
  /**
   * Refuses keys, query parameters and bodies that a call does not take with PARAM_ERROR; else they are dropped. The
   * stricter witness is the usual one.
   */
  strictKeys: boolean;
  /**
   * What becomes of a member of a template that create and PATCH do not know: treated as `strictKeys` says, or `taken`
   * and stored as it was sent, any JSON but null. No page says which; what only answers have is never taken.
   */
  unknownMembers: "refused" | "taken";
  /**
   * Requests of one merchant, or of one brand that calls by itself, in any second; one more is 429. 0 switches the
   * limit off.
   */
  limitPerSecond: number;
  /** The DELETE of the first edition: still there, or 405 with nothing in it. */
  deleteCall: "accepted" | "gone";
  /** `data` of an empty page: left out, or `[]`. Both are documented. */
  emptyListData: "absent" | "empty";
  /**
   * Whether create needs `member_information`: an edition of 2025-07 marks it required in an answer, none says so of
   * the request.
   */
  memberInformation: "required" | "optional";
  /** AppIDs that are not bound to the brand, so that create refuses them with INVALID_REQUEST. */
  unboundAppids: readonly string[];
  /** How long a new template can neither be read nor listed. */
  visibleAfterSeconds: number;
  /**
   * What signs the answers to a merchant, and what `/v3/certificates` says; brands that call by themselves always get
   * the public key.
   *
   * | behaviour         | answers are signed with                                         | /v3/certificates |
   * |---------------|------------------------------------------------------------------|------------------|
   * | `public-key`  | the public key                                                   | 404              |
   * | `certificate` | the newest certificate                                           | all of them      |
   * | `both`        | the public key if the request's `Wechatpay-Serial` names it, else the newest certificate | all of them |
   */
  platformKeys: "public-key" | "certificate" | "both";
  /**
   * A nonce that the same caller used within ten minutes: `refused` with 401, or `accepted`. The pages only say that it
   * is by chance.
   */
  nonceReuse: "refused" | "accepted";
  /**
   * Serial numbers in any case, or in upper case only. The pages print them in upper case; wechatpay-node-v3 reads them
   * out of the certificate and sends them in lower case.
   */
  serialCase: "any" | "upper";
  /**
   * Hosts of pictures, those below them included, or `any`. The pages only say that the address is one that the upload
   * gave.
   */
  pictureHosts: readonly string[] | "any";
  /**
   * Hosts to be notified at: `public` refuses `localhost`, private networks and IPv6 addresses. The pages say "public"
   * and not what that leaves out.
   */
  notifyHosts: "public" | "any";
  /** Texts without a character. */
  emptyTexts: "refused" | "accepted";
  /**
   * Objects that lack a member which they need, such as a jump without its path; in PATCH what counts is what the
   * object becomes.
   */
  partialObjects: "refused" | "accepted";
  /** Members of a validity that do not count for its type. The documented samples send all of them. */
  foreignValidity: "accepted" | "refused";
  /** Whether PATCH may change the type of a validity; INVALID_REQUEST where it is `fixed`, as in a sibling product. */
  validityType: "may-change" | "fixed";
  /** PATCH of a template that is not in effect any more: `refused` with INVALID_REQUEST, or `accepted`. */
  patchInvalid: "refused" | "accepted";
  /** A second invalidate or DELETE: as good as one, or `refused` with INVALID_REQUEST. */
  invalidateAgain: "accepted" | "refused";
  /**
   * Create with a number that was used, and the same body: the template that it made, or `refused` with ALREADY_EXISTS
   * like any other body.
   */
  sameRequestNumber: "same-template" | "refused";
  /** How answers spell the moments of a validity: one spelling for all, or as they were sent. */
  momentsAs: "shanghai" | "as-sent";
  /** How answers spell a colour. */
  colourAs: "as-sent" | "upper-case";
  /** Whether a PATCH that changes nothing moves the time of the last change. */
  unchangedPatch: "keeps-time" | "moves-time";
  /** Whether a request that was refused with 429 counts towards the limit. */
  countsRefused: boolean;
  /** What a 404 for a path that nothing stands at has in it: an error like any other, or nothing. Both were seen. */
  unknownPath: "json" | "empty";
}

/** A merchant of today: public key only, and refused whatever the documentation does not have. */
export function usualWechatPayBehaviours(): WechatPayBehaviours {
  return {
    nested: "replace",
    ignoreFields: [],
    timeName: "modify_time",
    levelInPatch: "accepted",
    echoForeignValidity: false,
    probes: 0,
    badSignatures: 0,
    clockSkewSeconds: 0,
    answerSkewSeconds: 0,
    strictKeys: true,
    unknownMembers: "refused",
    limitPerSecond: 5,
    deleteCall: "accepted",
    emptyListData: "absent",
    memberInformation: "required",
    unboundAppids: [],
    visibleAfterSeconds: 0,
    platformKeys: "public-key",
    nonceReuse: "refused",
    serialCase: "any",
    pictureHosts: ["qpic.cn"],
    notifyHosts: "public",
    emptyTexts: "refused",
    partialObjects: "refused",
    foreignValidity: "accepted",
    validityType: "may-change",
    patchInvalid: "refused",
    invalidateAgain: "accepted",
    sameRequestNumber: "same-template",
    momentsAs: "shanghai",
    colourAs: "as-sent",
    unchangedPatch: "keeps-time",
    countsRefused: false,
    unknownPath: "json",
  };
}
