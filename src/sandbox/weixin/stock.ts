import { keptWhole, wholeOf } from "../exact-json.ts";
import { type Call, isDeleted, isRefusal, namedCard, nowSeconds, OK, readBody, unsourcedRefusal } from "./call.ts";
import { baseInfoOf } from "./overlay.ts";
import { refuse } from "./refusal.ts";
import { objectOf, text, whole } from "./shape.ts";

/** Most stock the API grants; cards made in the console may have more. Source: documentation of card/create. */
export const MOST_STOCK = 100_000_000;

const modifystockTable = objectOf({ card_id: text, increase_stock_value: whole, reduce_stock_value: whole });

/**
 * POST /card/modifystock: differences, each absent or 0 for none; never repeatable without effect.
 *
 * What is left and the total move together. Taking more than is left is 45031, raising the stock of a card in deposit
 * mode over its imported codes 40136; negative differences and totals over the maximum are refused by codes of the
 * behaviours.
 */
export const modifyStock: Call = (context) => {
  const read = readBody(context, modifystockTable);
  if (isRefusal(read)) return read;
  const found = namedCard(context.account, read.body);
  if (isRefusal(found)) return found;
  const { id, card } = found;
  const { increase_stock_value: increase = 0, reduce_stock_value: reduce = 0 } = read.body;
  const [more, less] = [wholeOf(increase) ?? 0n, wholeOf(reduce) ?? 0n];
  const quantity = (wholeOf(card.sku.quantity) ?? 0n) + more - less;
  const total = (wholeOf(card.sku.total_quantity) ?? 0n) + more - less;
  const unsourced = unsourcedRefusal(context.behaviours, {
    deletedCard: isDeleted(card),
    negativeStockChange: more < 0n || less < 0n,
    stockAboveMost: more > 0n && total > BigInt(MOST_STOCK),
  });
  if (unsourced !== undefined) return unsourced;
  if (quantity < 0n) return refuse(45031);
  const deposits = baseInfoOf(card.content)["get_custom_code_mode"] === "GET_CUSTOM_CODE_MODE_DEPOSIT";
  if (deposits && more > 0n && total > BigInt(card.deposited ?? 0)) return refuse(40136);
  if (context.behaviours.okButUnchanged === true) return { json: OK };
  const total_quantity = context.behaviours.stockTotal === "stays" ? card.sku.total_quantity : keptWhole(total);
  context.account.put(id, {
    ...card,
    sku: { quantity: keptWhole(quantity), total_quantity },
    update_time: nowSeconds(context.clock),
  });
  return { json: OK };
};
