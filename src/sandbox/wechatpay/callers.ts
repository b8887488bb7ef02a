import { createPublicKey, type KeyObject } from "node:crypto";
import { type Brand, openBrand } from "./brand.ts";
import { emptyBrandState, type WechatPayState } from "./state.ts";

/** Who calls: a service provider for the brands that authorised it, or a brand for itself. */
export type Role = "partner" | "brand";

/**
 * One brand that the sandbox plays, and who may call for it.
 *
 * Several brands may share one `mchid`, and one caller may have several serial numbers with a key each.
 */
export interface WechatPayAccount {
  readonly role: Role;
  /** The service provider; for the role `partner` only. */
  readonly mchid?: string;
  readonly brand_id: string;
  /** Serial number of the API certificate that belongs to the key, hex in upper case. */
  readonly serial_no: string;
  /** PEM of the caller's public key, or of its certificate: requests are checked with it. */
  readonly public_key: string;
  /** 32 bytes; platform certificates are encrypted with it. Without one there are none to download. */
  readonly api_v3_key?: string;
  /** What the brand has; nothing when absent. Given once per brand. */
  readonly state?: WechatPayState;
}

/** Who signs requests with which key, and for which brands. */
export interface Caller {
  readonly role: Role;
  /** The mchid, or the brand id. */
  readonly id: string;
  /** By serial number in upper case. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly brands: ReadonlySet<string>;
  readonly apiV3Key?: string;
}

/** Everybody the sandbox knows. */
export interface Callers {
  find(role: Role, id: string): Caller | undefined;
  readonly brands: ReadonlyMap<string, Brand>;
}

interface OpenCaller extends Caller {
  readonly keys: Map<string, KeyObject>;
  readonly brands: Set<string>;
  apiV3Key?: string;
}

/** By what an account calls: the number of its merchant, or of its brand. Throws for one that cannot call. */
function callerId({ role, mchid, brand_id: brandId }: WechatPayAccount): string {
  if (role !== "partner" && role !== "brand") throw new Error(`nobody calls as ${String(role)}`);
  const id = role === "partner" ? mchid : brandId;
  if (id === undefined) throw new Error(`the partner of brand ${brandId} has no mchid`);
  return id;
}

/** Opens the accounts; throws for one that cannot be played. `changed` is called after every change of a brand. */
export function openCallers(accounts: readonly WechatPayAccount[], changed: (brand: Brand) => void): Callers {
  const callers = new Map<string, OpenCaller>();
  const states = new Map<string, WechatPayState | undefined>();
  for (const account of accounts) {
    const { role, brand_id: brandId, serial_no: serial, api_v3_key: apiV3Key, state } = account;
    const id = callerId(account);
    const key = `${role} ${id}`;
    const caller: OpenCaller = callers.get(key) ?? { role, id, keys: new Map(), brands: new Set() };
    caller.keys.set(serial.toUpperCase(), createPublicKey(account.public_key));
    caller.brands.add(brandId);
    if (apiV3Key !== undefined) {
      if (Buffer.byteLength(apiV3Key) !== 32) throw new Error(`the APIv3 key of ${id} is not 32 bytes long`);
      caller.apiV3Key = apiV3Key;
    }
    callers.set(key, caller);
    if (state !== undefined && states.get(brandId) !== undefined) throw new Error(`two states for brand ${brandId}`);
    states.set(brandId, state ?? states.get(brandId));
  }
  return {
    find: (role, id) => callers.get(`${role} ${id}`),
    brands: new Map([...states].map(([id, state]) => [id, openBrand(id, state ?? emptyBrandState(), changed)])),
  };
}
