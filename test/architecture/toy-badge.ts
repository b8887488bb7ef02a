import type { Toy } from "./toy-repository.ts";

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://wxcards.dev/schemas/toy-badge.schema.json",
  title: "Toy badge",
  description: "A badge of the toy platform. (玩具徽章)",
  type: "object",
  required: ["kind", "name", "spec"],
  additionalProperties: false,
  properties: {
    kind: { title: "Kind", description: "ToyBadge. (类型)", type: "string", const: "ToyBadge" },
    name: { title: "Name", description: "Name. (名称)", $ref: "common.schema.json#/definitions/name" },
    account: { title: "Account", description: "Account. (账号)", $ref: "common.schema.json#/definitions/account" },
    id: { title: "Id", description: "Id of the badge. (编号)", $ref: "common.schema.json#/definitions/cardId" },
    spec: { title: "Badge", description: "The badge. (徽章)", $ref: "#/definitions/spec" },
  },
  definitions: {
    spec: {
      title: "Badge",
      description: "What a badge has. (徽章内容)",
      type: "object",
      additionalProperties: false,
      "x-change": "update",
      "x-source": "the toy platform's only page",
      properties: {
        label: { title: "Label", description: "Words on it. (文字)", type: "string", minLength: 1, "x-bytes": 12 },
        shade: { title: "Shade", description: "Light or dark. (明暗)", type: "string", "x-same": "shade" },
        shops: {
          title: "Shops",
          description: "Where it counts. (门店)",
          type: ["array", "null"],
          items: { title: "Shop", description: "One shop. (门店)", type: "integer" },
          "x-list": "set",
          "x-clear": "empty-list",
        },
        maker: { title: "Maker", description: "Who made it. (制作者)", type: "string", "x-change": "create" },
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
