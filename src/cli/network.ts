import type { Network } from "../model/ports.ts";

/** The machine's network, over undici. */
export const realNetwork: Network = {
  open: async (options) => (await import("../platform/http.ts")).httpTransport(options),
};
