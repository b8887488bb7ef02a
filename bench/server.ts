/**
 * The embedded platform in a process of its own, with so many gold cards: `server.ts CARDS LATENCY_MS [RULES]`. Prints its address and a token as JSON; ends with
 * its standard input.
 */
import { parse } from "yaml";
import type { JsonObject } from "../src/model/json.ts";
import { startSandbox } from "../src/sandbox/sandbox.ts";
import { appid, cardId, cardText, merchantsOf, ruleId, ruleTerms } from "./fixture.ts";

const [cards = 1, latencyMs = 0, rules = 0] = process.argv.slice(2).map(Number);

const sandbox = await startSandbox({
  clock: {
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  },
  random: { next: Math.random },
  accounts: [{ appid, secret: "no-secret-of-anyone" }],
  behaviours: { latencyMs },
  recordLimit: 0,
});
for (let index = 0; index < cards; index += 1) {
  const { spec } = parse(cardText(index)) as { spec: JsonObject };
  sandbox.addCard(appid, spec, { card_id: cardId(index) });
}
for (let index = 0; index < rules; index += 1)
  sandbox.addRule(appid, { mchid_list: merchantsOf(index), ...ruleTerms }, { rule_id: ruleId(index) });
console.log(JSON.stringify({ url: sandbox.url, token: sandbox.token(appid) }));
process.stdin.resume().on("end", () => process.exit(0));
