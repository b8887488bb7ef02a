/** The files of a starter project, by path. */
export const starterFiles: Readonly<Record<string, string>> = {
  "wxcards.yaml": `# 项目文件：账号、会员卡文件的位置、保护措施。密钥只从环境变量读取，绝不写在这里。
# Accounts, where the cards live, and guards. Credentials come from the environment only, never from a file.
accounts: {}
# accounts:
#   shop:                        # 自己起的名字；会员卡文件用 account: shop 指向它
#     platform: weixin
#     appid: wx0123456789abcdef  # 服务号的 AppID；密钥放在环境变量 WXCARDS_SHOP_APPSECRET
# cards: cards/**/*.{yaml,yml}   # 会员卡文件的位置，这是默认值；where the documents are: this is the default
# state: { folder: wxcards.state } # 不用 git 时才需要；where apply keeps what it remembers: only outside git
timezone: Asia/Shanghai
`,
  "cards/first.yaml": `# 第一张会员卡，放在内置的模拟平台（account: sandbox）上，不需要任何密钥，也不会影响微信。
# A first card on the embedded platform: it needs no credential and reaches nobody.
kind: MemberCard
name: first
account: sandbox
spec:
  base_info:
    logo_url: https://mmbiz.qpic.cn/mmbiz_png/example/0
    brand_name: 我的小店
    code_type: CODE_TYPE_QRCODE
    title: 小店会员卡 # 最多 9 个汉字；改动需要审核
    color: Color010
    notice: 结账时请出示会员码
    description: 每人限领一张，最终解释权归小店所有。
    date_info: { type: DATE_TYPE_PERMANENT } # 永久有效，创建后不能更改
    sku: { total_quantity: 10000 } # 总库存：已领取加剩余
    get_limit: 1
  prerogative: 全场九折，生日当天赠饮一杯。
  supply_bonus: true # 打开后不能再关闭
  supply_balance: false
  auto_activate: true
`,
  ".github/workflows/wxcards.yml": `# 拉取请求里执行 plan，合并后执行 apply。
# A plan for every pull request, an apply after the merge. Weixin answers only addresses on the account's IP whitelist: use a runner with a fixed one.
# wxcards 须是本仓库 package.json 的依赖；--no-install 保证不会从网上取同名的包。
# wxcards has to be a dependency of this repository's package.json; --no-install never fetches whatever has the name.
name: wxcards
on:
  pull_request:
  push:
    branches: [main]
jobs:
  plan:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
    env:
      WXCARDS_SHOP_APPSECRET: \${{ secrets.WXCARDS_SHOP_APPSECRET }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npx --no-install wxcards validate
      - run: npx --no-install wxcards plan --format markdown >> "$GITHUB_STEP_SUMMARY"
  apply:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    concurrency: wxcards
    # 写入的不是文件，而是 wxcards-state/ 下的分支：apply 记住的内容在那里。
    # No file is committed: what apply remembers goes to branches below wxcards-state/.
    permissions:
      contents: write
    env:
      WXCARDS_SHOP_APPSECRET: \${{ secrets.WXCARDS_SHOP_APPSECRET }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npx --no-install wxcards apply --yes
`,
  ".gitignore": `.wxcards/
.env
`,
};
