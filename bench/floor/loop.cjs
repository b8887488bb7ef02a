// The floor of a plan: `loop.cjs CARDS CONNECTIONS [RULES]` sends the same requests over undici and throws the answers away. No file is read, nothing is
// compared.
const { Pool } = require("undici");

const [cards, connections, rules = 0] = process.argv.slice(2).map(Number);
const token = process.env.WXCARDS_COFFEE_ACCESS_TOKEN;
const pool = new Pool(process.env.WXCARDS_WEIXIN_BASE_URL, { connections, pipelining: 1 });

function requestOf(index) {
  if (index < cards) return { path: "/card/get", body: { card_id: `p${String(index).padStart(27, "0")}` } };
  return { path: "/card/paygiftcard/getbyid", body: { rule_id: 9_000_001 + index - cards } };
}

let next = 0;
async function worker() {
  for (let index = next++; index < cards + rules; index = next++) {
    const request = requestOf(index);
    const body = JSON.stringify(request.body);
    const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
    const path = `${request.path}?access_token=${token}`;
    const answer = await pool.request({ path, method: "POST", headers, body });
    if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
    await answer.body.arrayBuffer();
  }
}

Promise.all(Array.from({ length: Math.min(cards + rules, connections) }, worker)).then(() => pool.destroy());
