import type { CardErrcode } from "../../../../platform/weixin/codes-card.ts";
import type { CodeWords } from "../../language.ts";

const MINI_PROGRAMS = "mp.weixin.qq.com → 小程序管理";

const SAVED_PICTURES = "mp.weixin.qq.com → 素材库";

const CARDS = "mp.weixin.qq.com → 卡券功能";

/** Codes about a card or a picture. */
// biome-ignore format: a table, three lines a row
export const cardWords = {
  // The shape of the request
  47001: {
    meaning: "平台严格解析请求，遇到了此接口或此层级不接受的键、null，或类型不对的值；没有任何改动。",
    todo: "从文档中去掉指出的字段。如果是 brand_name：先给账号改名，在 mp.weixin.qq.com 的“卡券功能”中编辑并保存会员卡，再重新应用，以撤销那次编辑。" },
  40035: {
    meaning: "有参数不合法；平台没有说明是哪一个。",
    todo: "把最近改动的字段与 docs/reference/member-card.md 对照，逐个修改。" },
  40097: {
    meaning: "有参数不合法；平台没有说明是哪一个。",
    todo: "把最近改动的字段与 docs/reference/member-card.md 对照，逐个修改。" },
  40150: {
    meaning: "会员卡的某些字段互相冲突；平台没有说明是哪些。",
    todo: "把最近改动的字段与 docs/reference/member-card.md 对照，逐个修改。" },
  41011: {
    meaning: "缺少会员卡的必填字段；平台没有说明是哪一个。",
    todo: "运行 `wxcards validate`，并在 docs/reference/member-card.md 中查看必填字段。" },
  45021: {
    meaning: "有文本过长，按 UTF-8 字节计：一个汉字占 3 个字节，多数表情符号占 4 个。平台没有说明是哪个文本。",
    todo: "缩短最近改动的文本中最长的；title 最多 27 个字节，notice 最多 48 个，入口的 name 最多 15 个。" },
  40151: {
    meaning: "有文本或图片被内容审查拦下。",
    todo: "改写最近改动的文本，或更换最近改动的图片；常见原因是宣传用语和他人的品牌名。" },

  // Which card, and its state
  41012: {
    meaning: "请求到达平台时没有 card_id。",
    todo: "确认没有中转服务改动请求体；没有中转服务时，向 wxcards 报告缺陷。" },
  40073: {
    meaning: "平台在该账号中找不到这个 card_id。",
    todo: "确认 `id:` 属于这个 appid：每个账号的 card_id 各不相同，并且区分大小写。" },
  73204: {
    meaning: "没有这个 card_id 对应的卡。",
    todo: "检查 `id:`；如果会员卡确实已经不在了，删除它的文档。" },
  40071: {
    meaning: "卡的类型与此接口所要求的不同，或卡已经不在了。",
    todo: "确认这个 id 属于会员卡；wxcards 不管理优惠券。" },
  40078: {
    meaning: "会员卡的状态不允许此调用：已删除，或被平台下架；审核中允许什么，没有公开说明。",
    todo: "在 mp.weixin.qq.com 查看这张会员卡；审核中的等审核结束，已删除的用新的名称另建一张。" },
  40107: {
    meaning: "这项功能只适用于已通过审核并指定了门店的会员卡。",
    todo: "等审核通过，并填写 location_id_list。" },
  45030: {
    meaning: "这张会员卡不能使用该功能：所需的设置没有开启，或它已属于另一个产品。",
    todo: "检查该功能所需的字段，例如激活表单需要 wx_activate: true，以及这张会员卡是否已迁移到微信支付。" },

  // Stock
  40070: {
    meaning: "库存缺失或不是整数。",
    todo: "把 sku.total_quantity 写成整数。" },
  40122: {
    meaning: "库存超出范围：多于 100,000,000，新会员卡的库存为零，或少于用户已领取的数量。",
    todo: "让 sku.total_quantity 不少于用户已领取的数量，且不超过 100000000。" },
  40136: {
    meaning: "库存与导入的卡号数量不符。平台的说明要求库存多于卡号；文档的规定则是先设库存为 0，导入卡号，再增加库存。",
    todo: "先导入卡号，再把 sku.total_quantity 增加到不超过卡号数量。" },
  45031: {
    meaning: "全局返回码称库存超过上限，卡券错误码页称库存为 0：要么增加得过多，要么已经没有剩余。",
    todo: "把 `wxcards plan` 中的线上库存与 sku.total_quantity 对照，保持在 1 到 100000000 之间。" },
  45041: {
    meaning: "这张会员卡的总库存已达上限。",
    todo: "把 sku.total_quantity 降到线上的值，或另建一张新的会员卡。" },
  45095: {
    meaning: "这张会员卡正用于广告，库存由广告固定。",
    todo: "在管理该广告的地方修改库存，并从文档中去掉 sku。" },
  72014: {
    meaning: "这张会员卡与某个任务共用库存，不能在这里修改。",
    todo: "从文档中去掉 sku，在 mp.weixin.qq.com 管理库存。" },
  73210: {
    meaning: "这张会员卡的库存不能通过接口修改。",
    todo: "从文档中去掉 sku，在 mp.weixin.qq.com 管理库存。" },

  // Validity and times
  40079: {
    meaning: "时间不合法；常见原因是把秒写成了毫秒。",
    todo: "date_info 写成日期，或 10 位的 unix 秒数，结束时间晚于开始时间。" },
  40100: {
    meaning: "已有会员卡的有效期只能扩大：类型不变，开始时间只能提前，结束时间只能推后。",
    todo: "把 date_info 改回线上的类型，范围与线上相同或更大；其他改动需要新建会员卡。" },
  72066: {
    meaning: "这张会员卡正用于广告，有效期由广告固定。",
    todo: "在管理该广告的地方修改有效期，并从文档中去掉 date_info。" },
  40149: {
    meaning: "advanced_info.time_limit 中的时段不合法。",
    todo: "type 用 MONDAY 到 SUNDAY 或 HOLIDAY，小时为 0 到 23，分钟为 0 到 59。" },

  // Points, stored value, fields on the card
  40124: {
    meaning: "会员卡有三个信息位，由积分、储值和 custom_field1 到 custom_field3 共用；线上已有的也计算在内，即使内容为空。",
    todo: "supply_bonus、supply_balance、custom_field1、custom_field2、custom_field3 最多保留三个；积分和储值开启后不能关闭。" },
  40135: {
    meaning: "积分只能单向修改：会员卡一旦开启积分，就不能关闭。",
    todo: "把 supply_bonus 改回 true；不带积分的会员卡只能新建。" },
  45022: {
    meaning: "积分数值过大。",
    todo: "调低 bonus_rule 中的数值。" },
  45023: {
    meaning: "储值金额过大。",
    todo: "调低最近改动的金额；单位是分。" },
  40112: {
    meaning: "这样的组合不能把会员卡绑定到单个用户。",
    todo: "从文档中去掉 bind_openid，或与 use_custom_code: true 一起使用。" },
  40158: {
    meaning: "会员卡上有其他设置与自定义卡号冲突。",
    todo: "把 use_custom_code 设为 false，这只适用于新建的会员卡。" },
  72026: {
    meaning: "有字段需要微信内激活，而它没有开启。",
    todo: "写上 wx_activate: true，并去掉优先级更高的 auto_activate 和 activate_url。" },
  72009: {
    meaning: "一位用户最多领取 50 张同一种卡。",
    todo: "把 base_info.get_limit 设为 50 或更少；会员卡适合设为 1。" },
  72006: {
    meaning: "标题不合法；此码沿用自优惠券时期，平台的文字也仍是那时的写法。",
    todo: "base_info.title 使用普通文字，最多 27 个字节，即 9 个汉字。" },
  40076: {
    meaning: "颜色不在可用的名称之中；平台显示的是十六进制颜色，接受的只有名称。",
    todo: "base_info.color 使用 docs/reference/member-card.md 中的名称，例如 Color010。" },
  40072: {
    meaning: "全局返回码称门店 id 错误，卡券错误码页称卡号的展示方式（code_type）错误。",
    todo: "核对 base_info.location_id_list 与该账号的门店，以及 base_info.code_type 与其可用的值。" },

  73213: {
    meaning: "卡号的展示方式不合法。",
    todo: "base_info.code_type 使用 docs/reference/member-card.md 中列出的值。" },

  // Cells: what a tap on the card leads to
  40145: {
    meaning: "会员卡的中部要么显示支付，要么显示链接，不能同时显示。",
    todo: "把 center_title、center_sub_title 和 center_url 设为 null，或关闭支付。" },
  45046: {
    meaning: "会员卡的中部可以显示链接、支付或自助服务，但只能是其中之一。",
    todo: "center_*、支付和自助服务只保留一个；其余的设为 null 或关闭。" },
  43017: {
    meaning: "这项功能需要门店，而会员卡没有指定门店。",
    todo: "填写 base_info.location_id_list，或写上 use_all_locations: true。" },
  72019: {
    meaning: "一条消息列出的卡过多。服务器的说明允许 5 个，文档允许 10 个。",
    todo: "modify_msg_operation 和 activate_msg_operation 的 card_id_list 最多保留 5 个 id。" },
  73103: {
    meaning: "url_cell 中的小程序没有与该账号关联。",
    todo: `在“${MINI_PROGRAMS}”关联它，或改正 url_cell 的 app_brand_id。` },
  73211: {
    meaning: "平台不再接受网页作为此链接的目标；指的是哪些链接，没有公开说明。",
    todo: "把最近改动的链接换成小程序（即它旁边的 *_app_brand_user_name 和 *_app_brand_pass 字段）。" },
  40165: {
    meaning: "小程序内的路径不合法。",
    todo: "检查 *_app_brand_pass 字段：应为已发布版本中的页面，开头不带斜杠。" },
  40166: {
    meaning: "找不到所写的小程序。",
    todo: "*_app_brand_user_name 字段写小程序的原始 id，并加上 @app（gh_…@app）。" },
  40168: {
    meaning: "小程序没有与该账号关联。",
    todo: `在“${MINI_PROGRAMS}”关联它，再重新运行。` },

  // Pictures
  40141: {
    meaning: "图片不在卡券接口接受的域名上；mmbiz.qpic.cn 可以，mmecoa.qpic.cn 不可以，即使地址是上传接口自己返回的。",
    todo: `使用 mmbiz.qpic.cn 上的地址：重新上传图片，或把它保存到“${SAVED_PICTURES}”，再取它的地址。` },
  40009: {
    meaning: "图片过大：最多 1 MB。",
    todo: "缩小文件；logo 适合用 300×300，背景图最大 1000×600。" },
  45001: {
    meaning: "图片过大：最多 1 MB。",
    todo: "缩小文件；logo 适合用 300×300，背景图最大 1000×600。" },
  40005: {
    meaning: "文件不是上传接口接受的图片格式。",
    todo: "把图片另存为 JPG 或 PNG；只改文件名不够。" },
  40113: {
    meaning: "文件不是上传接口接受的图片格式。",
    todo: "把图片另存为 JPG 或 PNG；只改文件名不够。" },
  40137: {
    meaning: "文件不是上传接口接受的图片格式。",
    todo: "把图片另存为 JPG 或 PNG；只改文件名不够。" },
  41005: {
    meaning: "上传的请求中没有图片。",
    todo: "确认文件不为空，并且没有中转服务改写 multipart 请求体。" },
  44001: {
    meaning: "上传的图片没有内容。",
    todo: "确认文件不为空，并且没有中转服务改写 multipart 请求体。" },
  41026: {
    meaning: "advanced_info.text_image_list 中有一项缺少图片或文字。",
    todo: "每一项都写上 image_url 和 text。" },
  45044: {
    meaning: "封面 advanced_info.abstract 的图片过多。",
    todo: "abstract.icon_url_list 只保留一个地址。" },

  // Cards for sub-merchants
  40139: {
    meaning: "该账号没有会员卡所写的这个子商户。",
    todo: "核对 base_info.sub_merchant_info.merchant_id 与该账号的子商户。" },
  40140: {
    meaning: "会员卡的子商户没有通过审核，或其授权函已过期。",
    todo: `在“${CARDS}”更新该子商户，审核通过后再运行。` },
  45042: {
    meaning: "不能为子商户创建这种类型的卡。",
    todo: "去掉 base_info.sub_merchant_info，或由子商户在自己的账号中创建。" },
} as const satisfies Readonly<Record<CardErrcode, CodeWords>>;
