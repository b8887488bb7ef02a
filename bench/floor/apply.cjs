// The floor of an apply: `apply.cjs CARDS READS WRITES` sends the same requests over undici and throws the answers away: each card is read, so many at once, then
// each is read, changed and read again, so many at once. Nothing is compared, and nothing remembered.
const { Pool } = require("undici");

const [cards, reads, writes] = process.argv.slice(2).map(Number);
const token = process.env.WXCARDS_COFFEE_ACCESS_TOKEN;
const pool = new Pool(process.env.WXCARDS_WEIXIN_BASE_URL, { connections: Math.max(reads, writes), pipelining: 1 });

async function send(call, body) {
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
  const path = `${call}?access_token=${token}`;
  const answer = await pool.request({ path, method: "POST", headers, body: text });
  if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
  await answer.body.arrayBuffer();
}

function read(id) {
  return send("/card/get", { card_id: id });
}

async function change(id) {
  await read(id);
  await send("/card/update", { card_id: id, member_card: { base_info: { notice: `请出示 ${process.pid}` } } });
  await read(id);
}

async function all(atOnce, task) {
  let next = 0;
  async function worker() {
    for (let index = next++; index < cards; index = next++) await task(`p${String(index).padStart(27, "0")}`);
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
}

all(reads, read)
  .then(() => all(writes, change))
  .then(() => pool.destroy());
