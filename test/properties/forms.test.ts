import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUnsendable } from "../../src/model/form.ts";
import type { Json } from "../../src/model/json.ts";
import { compareKey, setKey } from "../../src/schema/forms.ts";
import { tries } from "../documents/support.ts";
import { entry, instant, leaves, sampleOf } from "./specs.ts";

const zone = fc.constantFrom("Asia/Shanghai", "America/New_York", "UTC", "Australia/Lord_Howe");
/** Values of every sort, such as a platform might answer or a wrong document might hold. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom<Json>(
    "",
    "#63B359",
    "#123456",
    "Color010",
    "color010",
    1,
    2,
    100,
    "100",
    "DATE_TYPE_FIX_TERM_RANGE",
    "a\r\nb\rc\n",
    "//mmbiz.qpic.cn/a",
  ),
  fc.constantFrom<Json>(
    "HTTP://MMBIZ.QPIC.CN/a",
    "https://example.com/a",
    "2026-02-30",
    "2026-12-31",
    "2026-12-31T23:59:59",
    "2026-03-08T02:30:00",
    1e12,
  ),
  fc.constantFrom<Json>([], {}, ["b", "a", "b"], { b: 1, a: "" }),
);

describe.each(Object.entries(entry.forms))("the canonical form %s", (name, form) => {
  const own = leaves.filter((policy) => policy.same === name);
  const value = fc.oneof(odd, instant, ...own.map(sampleOf));

  test("is used by a field", () => {
    expect(own.map((policy) => policy.pointer)).not.toEqual([]);
  });

  test("compares what is sent as what was written", () => {
    fc.assert(
      fc.property(value, zone, (written, timezone) => {
        const wire = form.wire?.(written, { timezone }) ?? written;
        fc.pre(!isUnsendable(wire));
        expect(form.key(wire as Json, { timezone })).toEqual(form.key(written, { timezone }));
      }),
      tries(300),
    );
  });

  test("sends what is sent as it is, and compares what is compared as it is", () => {
    fc.assert(
      fc.property(value, zone, (written, timezone) => {
        const wire = form.wire?.(written, { timezone }) ?? written;
        if (!isUnsendable(wire)) expect(form.wire?.(wire, { timezone }) ?? wire).toEqual(wire);
        const key = form.key(written, { timezone });
        expect(form.key(key, { timezone })).toEqual(key);
      }),
      tries(300),
    );
  });
});

const shown = Object.entries(entry.forms).filter(([, form]) => form.show !== undefined);

test.each(shown)("%s shows equal values alike", (name, form) => {
  const value = fc.oneof(odd, instant, ...leaves.filter((policy) => policy.same === name).map(sampleOf));
  fc.assert(
    fc.property(value, zone, (written, timezone) => {
      const key = form.key(written, { timezone });
      expect(form.show?.(key, { timezone })).toBe(form.show?.(written, { timezone }));
    }),
    tries(300),
  );
});

describe("a set", () => {
  const items = fc.array(
    fc.oneof(fc.integer({ min: -5, max: 12 }), fc.constantFrom<Json>("a", "b", { b: 1, a: 2 }, { a: 2, b: 1 })),
    { maxLength: 8 },
  );

  test("is the same in any order and however often an item stands in it", () => {
    fc.assert(
      fc.property(items, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const iterator = numbers[Symbol.iterator]();
        const mixed = [...all, ...all.slice(0, 2)]
          .map((item) => ({ item, by: iterator.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ item }) => item);
        expect(setKey(mixed)).toEqual(setKey(all));
        expect(setKey(setKey(all))).toEqual(setKey(all));
      }),
      tries(300),
    );
  });

  test("of nothing is nothing, and a list keeps its order", () => {
    const exact = { key: (value: Json) => value };
    const context = { timezone: "UTC" };
    expect(compareKey([], exact, true, context)).toBe(null);
    expect(compareKey([3, 20, 100], exact, true, context)).toEqual(setKey([100, 3, 20]));
    expect(compareKey([3, 20, 100], exact, false, context)).toEqual([3, 20, 100]);
  });
});
