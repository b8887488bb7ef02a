import type { Toy, ToyCalls } from "./toy-repository.ts";

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://wxcards.dev/schemas/toy-table.schema.json",
  "x-label": { en: "Toy tables", "zh-CN": "玩具餐桌" },
  "x-description": { en: "Tables for the guests of a toy party, two at each.", "zh-CN": "玩具餐桌。" },
  type: "object",
  required: ["kind", "name", "spec"],
  additionalProperties: false,
  properties: {
    kind: {
      "x-label": { en: "Kind", "zh-CN": "类型" },
      "x-description": { en: "ToyTable.", "zh-CN": "类型。" },
      type: "string",
      const: "ToyTable",
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
    spec: {
      "x-label": { en: "Tables", "zh-CN": "餐桌" },
      "x-description": { en: "The tables.", "zh-CN": "餐桌。" },
      $ref: "#/definitions/spec",
    },
  },
  definitions: {
    spec: {
      "x-label": { en: "Tables", "zh-CN": "餐桌内容" },
      "x-description": { en: "What tables have.", "zh-CN": "餐桌内容。" },
      type: "object",
      additionalProperties: false,
      "x-change": "replace",
      "x-source": "the toy platform's only page",
      properties: {
        guests: {
          "x-label": { en: "Guests", "zh-CN": "客人" },
          "x-description": { en: "Who sits there; nobody sits at two tables.", "zh-CN": "客人。" },
          type: "array",
          items: {
            "x-label": { en: "Guest", "zh-CN": "客人" },
            "x-description": { en: "One guest.", "zh-CN": "客人。" },
            type: "string",
            minLength: 1,
          },
          minItems: 1,
          uniqueItems: true,
          "x-list": "set",
          "x-items-per-object": 2,
          "x-unique": true,
          "x-required": "create",
        },
        dish: {
          "x-label": { en: "Dish", "zh-CN": "菜" },
          "x-description": { en: "What is served at every table.", "zh-CN": "菜。" },
          type: "string",
          minLength: 1,
          "x-required": "create",
        },
        until: {
          "x-label": { en: "Until", "zh-CN": "结束时间" },
          "x-description": { en: "When the party ends.", "zh-CN": "结束时间。" },
          $ref: "common.schema.json#/definitions/instant",
          "x-same": "instant-end",
          "x-unit": "second",
          "x-required": "create",
        },
      },
    },
  },
};

const kind = `import { asText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Kind, Operation } from "../../model/kind.ts";
import type { LiveResource } from "../../model/resource.ts";

const lay: Operation = {
  method: "POST",
  path: "/toy/lay",
  root: "/table",
  body: ({ values }) => ({ table: values }),
  repeatable: false,
};
const clear: Operation = {
  method: "POST",
  path: "/toy/clear",
  root: "",
  body: ({ id }) => ({ number: id }),
  repeatable: true,
};

function listed(table: JsonObject): LiveResource {
  const { number, ...spec } = table;
  return { status: "found", id: asText(number), spec, review: "passed", state: "LAID" };
}

/** Tables of the toy platform. */
export const toyTable: Kind = {
  name: "ToyTable",
  platform: "weixin",
  forms: {},
  read: (id) => ({ method: "POST", path: "/toy/table", body: { number: id } }),
  reading: (id, { table }) => (isObject(table) ? { ...listed(table), id } : { status: "unusable" }),
  missingCodes: ["weixin-90001"],
  listing: {
    pageSize: 50,
    page: (offset) => ({ method: "POST", path: "/toy/tables", body: { offset } }),
    read: ({ tables, total }) => {
      if (!Array.isArray(tables) || typeof total !== "number") return undefined;
      const objects = (tables as readonly Json[]).filter(isObject).map(listed);
      return { ids: objects.map(({ id }) => id), total, objects };
    },
  },
  operations: { lay, find: lay, clear },
  multiObject: {
    add: "lay",
    find: "find",
    remove: "clear",
    idAt: "/number",
    added: ({ number, seated, refused }) => ({
      ...(number === undefined ? {} : { id: asText(number) }),
      taken: Array.isArray(seated) ? (seated as readonly Json[]).map(asText) : [],
      refused: Array.isArray(refused)
        ? (refused as readonly JsonObject[]).map(({ guest, at }) => ({
            item: asText(guest),
            errcode: 90002,
            errmsg: "seated already",
            occupant: { id: asText(at) },
          }))
        : [],
    }),
    itemCodes: ["weixin-90002"],
    occupiedCode: "weixin-90002",
    goneCodes: ["weixin-90001"],
    expiredCodes: [],
    end: "/until",
  },
  words: { object: ["table", "tables"], item: ["guest", "guests"] },
  removal: () => "clear",
  order: ["find", "clear", "lay"],
  refusedKeys: {},
  memberCodes: [],
  about: {},
  check: () => [],
  checkPlan: () => [],
};
`;

/** Tables of two guests each: a kind whose documents stand for several objects of the platform. */
export const toyTable: Toy = { name: "toy-table", schema, kind };

/** A document of it. */
export function party(guests: readonly string[], dish: string): string {
  return `kind: ToyTable
name: party
spec:
  guests: [${guests.join(", ")}]
  dish: ${dish}
  until: 2099-12-31
`;
}

/** One table as the platform keeps it. */
interface Table {
  readonly guests: readonly string[];
  readonly dish: string;
}

/** The toy platform: its tables, a hand that takes one away, and the calls that list, show, lay and clear them. */
interface ToyTables {
  readonly tables: ReadonlyMap<string, Table>;
  readonly calls: ToyCalls;
  takeAway(number: string): void;
}

export function toyTables(): ToyTables {
  const tables = new Map<string, Table>();
  let laid = 0;
  const shown = (number: string) => ({ number, ...tables.get(number) });
  const missing = { errcode: 90001, errmsg: "no such table" };
  const seatOf = (guest: string) => [...tables].find(([, { guests }]) => guests.includes(guest))?.[0];
  return {
    tables,
    takeAway: (number) => {
      tables.delete(number);
    },
    calls: {
      "/toy/tables": () => ({ tables: [...tables.keys()].map(shown), total: tables.size }),
      "/toy/table": ({ number }: { number: string }) => (tables.has(number) ? { table: shown(number) } : missing),
      "/toy/clear": ({ number }: { number: string }) => (tables.delete(number) ? {} : missing),
      "/toy/lay": ({ table }: { table: Table }) => {
        const refused = table.guests.flatMap((guest) => {
          const at = seatOf(guest);
          return at === undefined ? [] : [{ guest, at }];
        });
        if (refused.length > 0) return { errcode: 90002, errmsg: "seated already", refused };
        laid += 1;
        tables.set(`t${laid}`, table);
        return { number: `t${laid}`, seated: table.guests };
      },
    },
  };
}
