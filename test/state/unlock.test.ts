import { describe, expect, test } from "vitest";
import type { Lease, StateEntry } from "../../src/model/state.ts";
import { leaseText, withLease } from "../../src/state/format/lease-file.ts";
import { unsealed } from "../../src/state/format/seal.ts";
import { isHeld, lastSent } from "../../src/state/lease.ts";

const lease: Lease = {
  ...{ holder: "mei@runner", nonce: "1a2b" },
  ...{ since: "2026-11-21T10:00:00+08:00", until: "2026-11-21T10:15:00+08:00" },
};
const at = (time: string) => Date.parse(`2026-11-21T${time}+08:00`);
const broken: Lease = { ...lease, until: "2026-11-21T10:05:00+08:00", broken: true };

describe("a lease that was broken", () => {
  test("holds nothing at once, and what it announced may have been sent until then", () => {
    expect([isHeld(lease, at("10:05:00")), isHeld(broken, at("10:05:00"))]).toEqual([true, false]);
    expect(lastSent(broken, at("10:06:00"))).toBe(at("10:05:00"));
    expect(lastSent(lease, at("10:20:00"))).toBe(at("10:14:00"));
  });

  test("is written into a file of which everything else stays, to the byte, with or without a seal", () => {
    const pending = { operation: "create", body: "0000000000000000", at: lease.since };
    const former = { "9000001": { spec: "body" } };
    const entries = new Map<string, StateEntry>([["PayGiftRule/spring", { settled: {}, pending, former }]]);
    const file = { account: "coffee", identity: "wx0123456789abcdef", serial: 3, lease, entries };
    for (const seal of [undefined, new TextEncoder().encode("key")]) {
      const keys = { mac: new TextEncoder().encode("mac"), ...(seal === undefined ? {} : { seal }) };
      const before = leaseText(file, keys);
      const after = withLease(before, broken, keys) ?? "";
      expect(after).toBe(leaseText({ ...file, lease: broken }, keys));
      expect(unsealed(after, seal)).toContain("mac: ");
      expect(withLease(after, lease, keys)).toBe(before);
    }
    expect(withLease("format: wxcards.lease/1\nlease: { holder: mei }\n", broken, {})).toBeUndefined();
    const sealed = leaseText(file, { seal: new TextEncoder().encode("other") });
    expect(withLease(sealed, broken, { seal: new TextEncoder().encode("key") })).toBeUndefined();
  });
});
