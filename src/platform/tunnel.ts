import { type Dispatcher, Pool } from "undici";
import { reasonOf, tunnelFailed } from "./http-failure.ts";

/**
 * Connections to a proxy. A proxy that hangs up, says nothing or refuses ends the request at once: undici's own client
 * connects again and again as long as somebody waits (7.30, seen with 2,000 attempts a second).
 */
export function tunnelClient(proxy: URL, options: object, connectMs: number): Pool {
  const client = new Pool(proxy, options);
  const connect = client.connect.bind(client) as (params: object) => Promise<Dispatcher.ConnectData>;
  const failed = (reason: string, more: { readonly isLate?: boolean } = {}) =>
    Object.assign(new Error(`the proxy ${reason}`), { code: tunnelFailed, ...more });
  const tunnel = async (params: object): Promise<Dispatcher.ConnectData> => {
    const answer = await connect({ ...params, signal: AbortSignal.timeout(connectMs) }).catch((error: unknown) => {
      const isLate = error instanceof Error && error.name === "TimeoutError";
      if (isLate) throw failed(`opened no way within ${connectMs / 1000} s`, { isLate });
      throw failed(`cannot be used: ${reasonOf(error)}`);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on("error", () => undefined).destroy();
    throw failed(`answered HTTP ${answer.statusCode}`);
  };
  client.connect = tunnel as typeof client.connect;
  return client;
}
