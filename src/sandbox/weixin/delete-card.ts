import { type Call, isDeleted, isRefusal, namedCard, nowSeconds, OK, readBody, unsourcedRefusal } from "./call.ts";
import { objectOf, text } from "./shape.ts";

const deleteTable = objectOf({ card_id: text });

/**
 * POST /card/delete: the card stays readable with the status of a deleted one. Deleting it again is refused by a code
 * of the behaviours.
 */
export const deleteCard: Call = (context) => {
  const read = readBody(context, deleteTable);
  if (isRefusal(read)) return read;
  const found = namedCard(context.account, read.body);
  if (isRefusal(found)) return found;
  const again = unsourcedRefusal(context.behaviours, { deletedAgain: isDeleted(found.card) });
  if (again !== undefined) return again;
  if (context.behaviours.okButUnchanged === true) return { json: OK };
  const { review: _review, ...card } = found.card;
  const updateTime = nowSeconds(context.clock);
  context.account.put(found.id, { ...card, status: "CARD_STATUS_DELETE", update_time: updateTime });
  return { json: OK };
};
