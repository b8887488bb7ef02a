import type { Agent } from "node:https";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { agentTo, foreign, foreignSandbox } from "./foreign-support.ts";
import { APPID, at, newCard, SECRET } from "./support.ts";

/** What these tests use of the client. */
interface Client {
  setOpts(options: { readonly agent?: Agent; readonly timeout?: number }): void;
  createCard(card: JsonObject): Promise<JsonObject>;
  getCard(cardId: string): Promise<JsonObject>;
  getCards(offset: number, count: number, statuses?: unknown): Promise<JsonObject>;
  updateCard(cardId: string, memberCard: JsonObject): Promise<JsonObject>;
  updateCardStock(cardId: string, difference: number): Promise<JsonObject>;
  deleteCard(cardId: string): Promise<JsonObject>;
}

const ClientOf = foreign<new (appid: string, secret: string) => Client>("co-wechat-api");

/** The card calls have their host written into them; `setOpts` takes an agent. */
function clientOf(sandbox: Sandbox, secret = SECRET): Client {
  const client = new ClientOf(APPID, secret);
  client.setOpts({ agent: agentTo(sandbox) });
  return client;
}

function newMemberCard(base: JsonObject = {}): JsonObject {
  return newCard(base)["card"] as JsonObject;
}

describe("co-wechat-api drives the sandbox", () => {
  it("through the life of a card: create, get, list, update, stock, delete", async () => {
    const sandbox = await foreignSandbox();
    const client = clientOf(sandbox);
    const made = await client.createCard(newMemberCard({ location_id_list: ["123"] }));
    const id = String(made["card_id"]);

    const base = at(await client.getCard(id), "card", "member_card", "base_info");
    expect(base).toMatchObject({ id, title: "海底捞会员卡", color: "#63b359", location_id_list: [123] });
    expect(await client.getCards(0, 10)).toMatchObject({ card_id_list: [id], total_num: 1 });
    expect(await client.getCards(0, 10, "CARD_STATUS_VERIFY_OK")).toMatchObject({ total_num: 0 });
    expect(await client.getCards(0, 10, ["CARD_STATUS_NOT_VERIFY"])).toMatchObject({ total_num: 1 });

    expect(await client.updateCard(id, { base_info: { title: "新名" } })).toMatchObject({ send_check: true });
    expect(await client.updateCardStock(id, 10)).toMatchObject({ errcode: 0 });
    expect(await client.updateCardStock(id, -3)).toMatchObject({ errcode: 0 });
    const after = at(await client.getCard(id), "card", "member_card", "base_info");
    expect(after).toMatchObject({ title: "新名", sku: { quantity: 507, total_quantity: 507 } });

    expect(await client.deleteCard(id)).toMatchObject({ errcode: 0 });
    expect(at(await client.getCard(id), "card", "member_card", "base_info")["status"]).toBe("CARD_STATUS_DELETE");
    expect(sandbox.calls("/cgi-bin/token")).toBe(1);
  });

  it("gets the errors of the platform with their codes", async () => {
    const client = clientOf(await foreignSandbox());
    await expect(client.getCard("pNobody")).rejects.toMatchObject({ code: 40073 });
    await expect(client.createCard({ ...newMemberCard(), custom_cell3: {} })).rejects.toMatchObject({ code: 47001 });
    await expect(client.createCard(newMemberCard({ get_limit: 0 }))).rejects.toMatchObject({ code: 40150 });
    await expect(clientOf(await foreignSandbox(), "wrong").getCards(0, 1)).rejects.toMatchObject({ code: 40125 });
  });

  it("fetches a new token when the old one has expired", async () => {
    const sandbox = await foreignSandbox();
    const client = clientOf(sandbox);
    await client.getCards(0, 1);
    sandbox.expireTokens();
    expect(await client.getCards(0, 1)).toMatchObject({ errcode: 0 });
    expect(sandbox.calls("/cgi-bin/token")).toBe(2);
  });
});
