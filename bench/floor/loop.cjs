// The floor of a plan: `loop.cjs CARDS CONNECTIONS` sends the same requests over undici and throws the answers away. No file is read, nothing is compared.
const { Pool } = require("undici");

const [cards, connections] = process.argv.slice(2).map(Number);
const path = `/card/get?access_token=${process.env.WXCARDS_COFFEE_ACCESS_TOKEN}`;
const pool = new Pool(process.env.WXCARDS_WEIXIN_BASE_URL, { connections, pipelining: 1 });

let next = 0;
async function worker() {
  for (let index = next++; index < cards; index = next++) {
    const body = JSON.stringify({ card_id: `p${String(index).padStart(27, "0")}` });
    const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
    const answer = await pool.request({ path, method: "POST", headers, body });
    if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
    await answer.body.arrayBuffer();
  }
}

Promise.all(Array.from({ length: Math.min(cards, connections) }, worker)).then(() => pool.destroy());
