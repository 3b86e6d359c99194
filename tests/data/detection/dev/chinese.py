"""Chinese texts, written in Chinese: ``{slot}``, ``[one|of|these]``."""

HOLDING = r"""
kefu: 您好，我是{person}，订单一直没发货，手机号{phone}，麻烦尽快处理一下。
dizhi: 收件人：{person}\n电话：{phone}\n地址：{address}
shenfen: 本人{person}，身份证号{rid}，现申请补办[社保卡|居住证]。
binli: 患者{person}，出生日期{dob}，确诊{health}三年，长期服药。
huzhao: 护照号码：{passport}，持有人{person}，下周从{city}出境。
yinhang: 请把款项打到我的银行账号{bank}，户名{person}。
youxiang: 简历已发，邮箱是{email}，有问题[随时联系|请直接回复]。
weixin: 加我微信，手机同号{phone}，我叫{person}
kuaidi: 快递放门口就行，{address}，打{phone}我下来拿。
jiazhao: 驾驶证号：{licence}，姓名：{person}，准驾车型C1。
shengri: 我妈妈{dob}出生，今年想带她去{city}玩。
huiyi: 参会人员：{person}、{person2}、{person3}，会议纪要发到{email}。
xinwen: 记者从{city}获悉，志愿者{person}已连续十年义务植树。
xiaoshuo: {person}在{city}住了十几年，直到那封信寄来。
tucao: 客服{person}态度太差了，我打{phone}打了五次才接！
baojing: 报警人{person}称其在{address}附近丢失钱包，内有身份证（{rid}）。
zuwu: 甲方：{person}，身份证：{rid}；乙方：{person2}。租赁房屋位于{address}。
ka: 我的信用卡{card}被盗刷了，怎么冻结？
ip: 服务器{ip}昨晚被扫描，来源账号{email}。
mac: 设备MAC地址{mac}接入了访客网络。
imei: 手机丢了，IMEI是{imei}，能定位吗？
zuobiao: 我现在的坐标是{geo}，过来接我。
miyao: 密钥泄露了：{secret}，请立刻[吊销|轮换]。
mima: 配置里写着 password={password}，这样不安全吧？
zhanghao: 我的客户编号是{account}，为什么扣了两次钱？
huiyuan: 会员号：{account}，手机：{phone}，积分没到账。
jiankang: 同事{person}私下跟我说他得了{health}，别告诉别人。
yiyuan: {person}，女，{dob}生，因{health}入院，家属电话{phone}。
xuexiao: {person}同学家长您好，请确认接送地址{address}。
jieshao: 大家好，我叫{person}，来自{city}，在一家软件公司做测试。
dianzi: 发件人：{person} <{email}>\n收件人：{person2} <{email2}>\n主题：合同
zhongying: 请把 invoice 发给 {email}，电话 {phone}，谢谢。
huida: 根据档案，{person}的电话是{phone}，住在{address}。
huida2: 您之前告诉过我，您叫{person}，生日是{dob}。
biaoge: 姓名：{person}；性别：男；籍贯：{city}；邮箱：{email}
anzhuo: 日志里出现了 android_id={hexid}，属于设备标识。
jwt: 请求头里带着 Authorization: Bearer {jwt}，别贴到群里。
duanxin: 【物流】{person}您好，您的包裹已到{city}，取件请致电{phone}。
falv: 原告{person}，{dob}出生，住{address}。
nicheng: {nick}说周末去{city}，让我把照片发到{email}。
chengwei: {titled}您好，您预约的体检改到下周三，请带身份证。
jiating: 我老公{person}在{city}出差，孩子{person2}发烧了。
beizhu: 备注：{titled}要求送货上门，电话{phone}，{address}
luntan: 求助！我爸确诊{health}，在{city}哪家医院看比较好？
zhaopin: 应聘者{person}，现居{city}，期望薪资面议，联系方式{phone}。
fayan: {person}表示，项目将在年底完工。{titled}补充说资金已经到位。
weituo: 委托人{person}（身份证号码：{rid}）授权{person2}办理过户手续。
lianxi: 紧急联系人：{person}（母亲），{phone}
tixing: 提醒{nick}明天下午三点去{city}接{person}。
qingjia: 请假条：本人{person}因{health}复查，请假一天。
yonghu: 用户名{account}，绑定手机{phone}，申请找回密码。
xiaoxi: {person}：到了吗？\n{person2}：刚到{city}，马上打车
zhuanjia: 著名学者{person}在{city}作了题为“水与城市”的报告。
shoujian: 寄件人{person}，收件人{person2}，均已实名。
"""

CLEAN = r"""
banben: 版本{v}修复了启动崩溃的问题，详见第{d}{d}号说明。
dingdan: 订单号{order}已发货，预计{date}送达。
tianqi: 今天多云转晴，最高气温二十六度，适合户外活动。
caipu: 把面粉和水按二比一的比例揉匀，醒发四十分钟，再上锅蒸。
zhengce: 我们仅在您同意后收集姓名、手机号和电子邮箱等个人信息。
zhengce2: 身份证号属于敏感个人信息，请不要在聊天中发送。
jujue: 抱歉，我无法提供任何人的联系方式或证件号码。
jishu: 使用上下文管理器可以确保文件在异常时也被关闭。
jishu2: 接口返回429时请等待{d}秒再重试，上限为{n}次。
lishi: 这部史书成书于公元前一世纪，记载了上古以来的兴衰。
shuxue: 设函数在闭区间上连续，则它在该区间上必有最大值。
caijing: 第三季度营收同比增长{d}.{d}%，主要来自订阅业务。
jianyi: 血糖偏高的人应少吃甜食，是否用药请遵医嘱。
zhanwei: 把<你的密钥>换成自己的值，不要提交到仓库。
shi: 山高水长路漫漫，灯火阑珊夜未央。
bisai: 主队以三比二险胜，五局比分分别是二十五比二十一和十五比一{d}。
jiage: 套餐每月{d}{d}元，年付立减{d}0%，活动到{date}为止。
bianma: 提交{sha}回滚了上次改动，构建{n}已经通过。
kuaidi2: 运单号{track}已到达中转站。
gushi: 从前有座山，山里有座庙，庙里有个老和尚在讲故事。
gongdan: 工单{n}已关闭，处理用时{d}天，重试上限改为{d}{d}次。
zhibiao: 过去一周共{n}次请求，平均耗时{d}{d}毫秒，失败率{d}.{d}%。
peizhi: 超时设为{n}，重试{d}次，版本{v}，日志级别保持默认。
shangpin: 货号{sku}，数量{d}{d}件，{date}出库，运单{track}。
wendang: 见手册第{d}章第{d}节，表{d}{d}列出了{n}个错误码。
rizhi: 任务{sha}于17{big}结束，耗时{d}{d}秒。
huodong: 满{d}00减{d}0，活动截至{date}，数量有限，先到先得。
kaoshi: 第{d}题：下列哪个行星的卫星最多？选项共四个，单选。
gongjiao: 这路公交每{d}{d}分钟一班，末班车晚上十点{d}分。
baogao: 报告称需求增长{d}.{d}%，供给下降{d}%，缺口约{n}吨。
dianbiao: 电表上月读数{n}，本月读数{n2}，请在{date}前缴费。
daima: 循环执行{n}次，每次累加{d}，最后打印总和{n2}。
pinpai: 王老吉凉茶和张江软件园都在广告里出现了{n}次。
dingli: 牛顿第二定律和高斯分布是考试重点，见第{d}章。
rexian: 客服热线400-800-{d}{d}{d}{d}，邮箱support@example.com。
wangduan: 内网地址10.0.{d}.{d}{d}可以访问，网关是192.168.1.1。
yaopin: 布洛芬可以缓解疼痛，高血压患者常见于老年人群。
zhanwei2: 用法：export API_KEY=你的密钥，或者 ${{ secrets.KEY }}
cihui: 高兴、安静、方便、成功、温和这几个词都可以作形容词。
dili: 我国领土辽阔，江河众多，南北气候差异明显。
"""
