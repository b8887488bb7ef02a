/**
 * Ordinary names of shops and cards of many trades, as merchants write them: made up, and none of them a superlative, a
 * trial or a mark of a platform. What the rules say of these is said in vain.
 */
export const shopNames: readonly string[] = `
云杉咖啡 橘子洲书吧 老街面馆 春风里花店 小满书屋 望江楼酒家 半亩田农庄 青禾瑜伽 一叶知秋茶舍 海角七号民宿 拾光照相馆
福满楼 聚贤庄 东来顺涮羊肉 兰亭序书画 南山南小馆 一口香包子铺 三味书屋 四季果园 五味粥坊 六婆串串
七里香奶茶 八方客栈 九章数学 十月烘焙 百草堂大药房 千禧宠物医院 万家灯火超市 第一百货 第一食品商店 第一医药
第二食堂 首尔烤肉 顶尚造型 顶呱呱炸鸡 顶峰健身 极客数码 极光滑雪场 极味拉面 国泰影城 国色天香婚纱
国民老面 世纪联华 世界城购物中心 全季酒店 全聚德烤鸭 全家便利 最忆江南 最爱麻辣烫 最美时光影楼 最后的晚餐西餐厅
好利来蛋糕 好邻居生鲜 优品道家居 优衣阁 强盛洗车 佳佳母婴 佳美口腔 佳源广场 绝味小龙虾 绝色美甲
独一味川菜 唯品生活馆 首选超市 冠军台球 王牌烧烤 至尊披萨 金牌烤鸭 名流理发 百年老店酱肉 皇家花园酒店
测绘书店 试衣间女装 尝试手作 考试书城 体验馆 样样红凉皮 例外服饰 示范幼儿园 占星咖啡 待客楼
微光烛台 微风书店 信达眼镜 信和水产 微醺酒馆 腾达汽修 腾飞体育 财源火锅 付家面馆 企鹅冰室
QQ糖烘焙 A+健身 B站咖啡角 C位造型 K歌之王 Mr.Pizza 7天便利 24小时书店 360度影院 1982炭烤
1984书店 2046酒吧 1900画廊 9527川菜 85度茶 666烧烤 888足浴 1号车间 3号仓库 24节气茶
Test Kitchen Demo唱片 Contest篮球馆 Latest Fashion Best Western Top Coffee No.1菜园 Xin Cafe XXL大码女装 X-Box电玩
Net Cafe 网红甜品 点点优选 Dot Com书吧 Organic小铺 Vip洗衣 Shop61 C.C.花坊 O.P.眼镜 S.H.E唱吧
金卡会员 银卡会员 黑金会员 铂金会员卡 钻石卡 储值卡 校园卡 亲子卡 尊享卡 年卡
云杉金卡 小店会员卡 面包会员 读书会员 花店月卡 健身季卡 洗车次卡 停车卡 宠物卡 美发卡
积分卡 生日卡 新人卡 老友卡 家庭卡 企业卡 学生卡 老年卡 教师卡 军人卡
双十一会员 五一会员日 周二会员日 20周年纪念卡 2027年会员 第十届年卡 全国通用卡 中国茶会员 世界杯纪念卡 国庆卡
江南水乡客栈 北平老炸酱面 西域烤馕 岭南凉茶铺 关东煮站 川渝火锅城 闽南沙茶面 徽州人家 齐鲁小厨 荆楚鱼庄
晨光文具 暮色咖啡 星河影院 月牙泉浴场 日出早餐 雨林植物园 雪域牦牛肉 风车面包 云端书店 雷霆拳馆
山野露营 松果乐园 海洋馆年卡 湖畔餐厅 河西走廊面馆 林间小屋 田园鲜蔬 花间堂 草原羊肉馆 石头记饰品 木子家具
`
  .trim()
  .split(/\s*\n\s*/)
  .flatMap((line) => wholeNames(line));

/** Names stand between blanks; Latin ones of two words hold one. */
function wholeNames(line: string): string[] {
  return line
    .replace(/([A-Za-z.]+) (?=[A-Z][a-z]+(?: |$))/g, "$1_")
    .split(" ")
    .map((name) => name.replaceAll("_", " "));
}
