import type { Toy } from "./toy-repository.ts";

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://wxcards.dev/schemas/toy-badge.schema.json",
  "x-label": { en: "Toy badge", "zh-CN": "玩具徽章" },
  "x-description": { en: "A badge of the toy platform.", "zh-CN": "玩具徽章。" },
  type: "object",
  required: ["kind", "name", "spec"],
  additionalProperties: false,
  properties: {
    kind: {
      "x-label": { en: "Kind", "zh-CN": "类型" },
      "x-description": { en: "ToyBadge.", "zh-CN": "类型。" },
      type: "string",
      const: "ToyBadge",
    },
    name: {
      "x-label": { en: "Name", "zh-CN": "名称" },
      "x-description": { en: "Name.", "zh-CN": "名称。" },
      $ref: "common.schema.json#/definitions/name",
    },
    account: {
      "x-label": { en: "Account", "zh-CN": "账号" },
      "x-description": { en: "Account.", "zh-CN": "账号。" },
      $ref: "common.schema.json#/definitions/account",
    },
    id: {
      "x-label": { en: "Id", "zh-CN": "编号" },
      "x-description": { en: "Id of the badge.", "zh-CN": "编号。" },
      $ref: "common.schema.json#/definitions/cardId",
    },
    spec: {
      "x-label": { en: "Badge", "zh-CN": "徽章" },
      "x-description": { en: "The badge.", "zh-CN": "徽章。" },
      $ref: "#/definitions/spec",
    },
  },
  definitions: {
    spec: {
      "x-label": { en: "Badge", "zh-CN": "徽章内容" },
      "x-description": { en: "What a badge has.", "zh-CN": "徽章内容。" },
      type: "object",
      additionalProperties: false,
      "x-change": "update",
      "x-source": "the toy platform's only page",
      properties: {
        label: {
          "x-label": { en: "Label", "zh-CN": "文字" },
          "x-description": { en: "Words on it.", "zh-CN": "文字。" },
          type: "string",
          minLength: 1,
          "x-bytes": 12,
        },
        shade: {
          "x-label": { en: "Shade", "zh-CN": "明暗" },
          "x-description": { en: "Light or dark.", "zh-CN": "明暗。" },
          type: "string",
          "x-same": "shade",
        },
        shops: {
          "x-label": { en: "Shops", "zh-CN": "门店" },
          "x-description": { en: "Where it counts.", "zh-CN": "门店。" },
          type: ["array", "null"],
          items: {
            "x-label": { en: "Shop", "zh-CN": "门店" },
            "x-description": { en: "One shop.", "zh-CN": "门店。" },
            type: "integer",
          },
          "x-list": "set",
          "x-clear": "empty-list",
        },
        maker: {
          "x-label": { en: "Maker", "zh-CN": "制作者" },
          "x-description": { en: "Who made it.", "zh-CN": "制作者。" },
          type: "string",
          "x-change": "create",
        },
      },
    },
  },
};

const kind = `import type { Kind } from "../../model/kind.ts";

/** Badges of the toy platform. */
export const toyBadge: Kind = {
  name: "ToyBadge",
  platform: "weixin",
  forms: { shade: { key: (value) => String(value).toLowerCase(), wire: (value) => String(value).toUpperCase() } },
  read: (id) => ({ method: "POST", path: "/toy/get", body: { toy: id } }),
  reading: (id, reply) => ({ status: "found", id, spec: reply["badge"] as never, review: "passed", state: "ON" }),
  missingCodes: [],
  operations: {
    update: {
      method: "POST",
      path: "/toy/update",
      root: "/badge",
      body: ({ id, values }) => ({ toy: id, badge: values }),
      repeatable: true,
    },
  },
  order: ["update"],
  refusedKeys: {},
  memberCodes: [],
  about: {},
  check: () => [],
  checkPlan: () => [],
};
`;

/** A badge with a label, a shade and a list of shops: a kind of one object a document. */
export const toyBadge: Toy = { name: "toy-badge", schema, kind };

/** A document of it. */
export const star = `kind: ToyBadge
name: star
id: toy1
spec:
  label: 金星
  shade: dark
  shops: [3, 1, 2]
  maker: me
`;

/** What the toy platform has for that document. */
export const liveStar = { label: "银星", shade: "DARK", shops: [1, 2, 3, 4], maker: "me", undeclared: true };
