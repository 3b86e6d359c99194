"""Chinese templates that hold personal data or secrets: (style, text). Slots as in the English table."""

TEMPLATES = (
    # 邮件
    ("email", "您好，\n\n麻烦把<<full>>的联系方式更新一下：手机<<phone>>，邮箱<<email>>。谢谢！"),
    (
        "email",
        "<<honor>>您好：\n您预订的房间已确认，入住人<<full>>，证件号<<prcid>>，请携带原件办理入住。",
    ),
    (
        "email",
        "各位同事，<<full>>本周起调往<<city>>办事处，工作邮箱改为<<workemail>>，原座机停用。",
    ),
    (
        "email",
        "发件人：<<full>> <<<email>>>\n收件人：<<full2>>\n主题：周五聚餐\n\n老地方见，别迟到。",
    ),
    (
        "email",
        "附件是护照扫描件，护照号<<passport>>，持有人<<full>>（<<pinyin>>），出生日期<<dobzh>>，请尽快递签。",
    ),
    ("email", "财务部：请将报销款打到<<full>>名下的卡，卡号<<cardcn>>，开户行见附件。"),
    # 客服
    ("chat", "客服：请提供一下收件人姓名和电话。\n用户：<<full>>，<<phone>>"),
    (
        "chat",
        "用户：我的订单<<order>>一直没到，地址是<<address>>，麻烦催一下\n客服：好的，马上为您查询",
    ),
    ("chat", "客服：<<honor>>，您的会员号是<<custid>>吗？\n用户：对的，积分怎么没了？"),
    (
        "chat",
        "用户：手机丢了，IMEI是<<imei>>，能帮我锁定吗？\n客服：可以，请报一下身份证号。\n用户：<<prcid>>",
    ),
    ("chat", "买家：换个地址，寄到<<address>>，收件人写<<full>>，电话<<phone>>"),
    ("chat", "【群聊】<<nick>>：明天谁开车？\n<<nick2>>：我开，八点楼下集合。"),
    ("chat", "客服：为核实身份，请问您的出生日期？\n客户：<<dobzh>>。\n客服：核对无误，谢谢。"),
    ("chat", "我微信号<<handle>>，加的时候备注一下是<<nick>>介绍的。"),
    ("chat", "机器人：您好，<<full>>！您的储蓄卡<<cardcn>>已绑定成功。"),
    # 病历
    ("note", "患者<<full>>，出生于<<dobzh>>，因<<health>>入院，既往服用<<drug>>，无药物过敏史。"),
    ("note", "<<honor>>复诊，<<health>>控制尚可，嘱继续口服<<drug>>，每日一次，四周后复查。"),
    ("note", "会诊意见：<<full>>确诊<<health>>，建议转上级医院。家属电话<<phone>>。"),
    (
        "note",
        "心理咨询记录：来访者<<nick>>自述确诊<<health>>两年，近期因工作压力[[health-term|失眠]]加重。",
    ),
    (
        "note",
        "住院号<<mrn>>，<<full>>，术后第二天，体温正常。家住<<city>>，出院后由其子<<full2>>照护。",
    ),
    # 人事、通知
    ("memo", "人事通知：<<full>>因<<health>>申请病假，即日起由<<full2>>代理其工作，请勿外传。"),
    ("memo", "入职登记：姓名<<full>>；身份证<<prcid>>；手机<<phone>>；现住址<<address>>。"),
    ("memo", "紧急联系人名单：<<full>>（<<phone>>）、<<full2>>（<<phone2>>）。"),
    (
        "memo",
        "关于<<full>>同志工作调动的通知：经研究决定，<<full>>由<<city>>分公司调至<<city2>>分公司。",
    ),
    ("memo", "培训签到表已汇总，<<full>>、<<full2>>、<<full3>>三人缺席，请部门负责人核实。"),
    ("memo", "司机<<full>>，驾驶证档案编号<<licence>>，本季度无违章，予以表扬。"),
    ("memo", "工资卡变更：<<full>>，原账户作废，新银行账号<<acct>>，下月生效。"),
    # 日志、代码
    ("log", "<<epoch>> 警告 用户<<email>>从<<ip>>连续登录失败3次，已临时锁定"),
    ("log", "设备上线：MAC地址<<mac>>，所属人<<full>>，固件<<version>>"),
    ("log", "定位上报 用户编号=<<userid>> 坐标=<<coords>> 精度=15米"),
    ("log", "支付失败：卡号<<cardcn>>，金额<<pricezh>>，原因：余额不足，请求号<<uuid>>"),
    ("code", '# 临时写死，上线前记得删\nDEEPSEEK_API_KEY = "<<key_deepseek>>"'),
    ("code", "// 阿里云账号\nconst accessKeyId = '<<key_aliyun>>'; // 负责人：<<full>>"),
    ("code", '# 数据库连接，别提交到仓库\nDSN = "<<dsn>>"'),
    ("code", "/* 测试数据：姓名 <<full>>，手机 <<phone>>，身份证 <<prcid>> */"),
    # 论坛、社交
    ("forum", "求助！我家住<<address>>，楼上天天半夜装修，应该找谁投诉？"),
    ("forum", "曝光一个骗子：自称<<full>>，电话<<phone>>，收了定金就拉黑，大家小心。"),
    ("forum", "坐标<<city>>，有没有周末一起爬山的？我叫<<nick>>，加我<<handle>>。"),
    ("forum", "我妈去年查出<<health>>，一直在<<city>>治疗，主治医生姓[[person|陈]]，人特别好。"),
    ("forum", "祝<<full>>生日快乐！<<dobzh>>出生的寿星今天整三十啦！"),
    ("forum", "感谢好心人<<full>>捡到我的钱包并送到派出所，好人一生平安！"),
    # 列表、表格
    ("list", "收货信息\n- 姓名：<<full>>\n- 电话：<<phone>>\n- 地址：<<address>>\n- 备注：放门口"),
    (
        "list",
        "1、申请人：<<full>>\n2、出生日期：<<dobzh>>\n3、护照号码：<<passport>>\n4、目的地：<<city>>",
    ),
    ("list", "家庭成员：\n父亲 <<full>> 已退休\n母亲 <<full2>> 患有<<health>>"),
    (
        "table",
        "| 姓名 | 手机号 | 城市 |\n|---|---|---|\n| <<full>> | <<phone>> | <<city>> |\n| <<full2>> | <<phone2>> | <<city2>> |",
    ),
    ("table", "| 学号 | 姓名 | 邮箱 |\n|---|---|---|\n| <<userid>> | <<full>> | <<email>> |"),
    ("table", "| 患者 | 诊断 | 用药 |\n|---|---|---|\n| <<full>> | <<health>> | <<drug>> |"),
    # 错别字、口语
    ("typo", "在吗？偶的手机号换成<<phone>>了，旧的憋打了哈，偶是<<nick>>"),
    ("typo", "请帮我差一下身份正<<prcid>>能不能买票，名子是<<full>>"),
    ("typo", "泥好 我要改收货地只，改成<<address>> 谢谢拉"),
    ("lower", "hi 我是<<full>>，把 report 发我邮箱<<email>>就行，thx"),
    ("lower", "今天跟<<nick>>从<<city>>飞<<city2>>，晚点两小时，服了"),
    # 提问与回答
    ("prompt", "帮我写一封催款信给<<full>>，他欠我<<pricezh>>，电话是<<phone>>，语气客气一点。"),
    ("prompt", "我叫<<full>>，今年体检查出<<health>>，正在吃<<drug>>，饮食上要注意什么？"),
    ("prompt", "把下面这句话翻译成英文：“<<full>>出生于<<dobzh>>，现居<<city>>。”"),
    ("prompt", "这个密码<<password>>够不够安全？我公司邮箱就用它。"),
    ("prompt", "香港身份证<<hkid>>和台湾身份证<<twid>>的校验位怎么算？第一个是我朋友<<full>>的。"),
    (
        "prompt",
        '下面的请求为什么报 401：curl -H "Authorization: Bearer <<jwt>>" https://api.service.test/v1/me',
    ),
    ("prompt", "给我女儿<<full>>写一段生日祝福，她最好的朋友叫<<full2>>，两人都在<<city>>上学。"),
    (
        "answer",
        "好的，已为您起草：\n\n尊敬的<<honor>>：\n贵府位于<<address>>的租约将于下月到期，请与我们联系。",
    ),
    ("answer", "根据您提供的信息，<<full>>的身份证号<<prcid>>校验位正确，出生日期与登记一致。"),
    (
        "answer",
        "从聊天记录看，<<nick>>可能是担心<<full2>>的<<health>>又复发了，建议您先打电话问一问。",
    ),
    # 段落
    (
        "para",
        "<<full>>在<<city>>开了一家小面馆，每天凌晨四点起床备料。街坊都喊他老板，只有妻子<<full2>>叫他小名。",
    ),
    (
        "para",
        "昨日下午，<<honor>>在<<address>>附近遗失公文包一个，内有护照（号码<<passport>>）及现金若干，拾到者请拨<<phone>>。",
    ),
    (
        "para",
        "据邻居<<full>>回忆，事发时屋内亮着灯，<<full2>>的车牌很旧，停在单元门口。警方随后留下了她的电话<<phone>>。",
    ),
    (
        "para",
        "外籍教师[[person|玛尔塔·科瓦奇]]上月来到<<city>>，学生们都喜欢她的课；想报名可写信至<<email>>。",
    ),
    # 较少见的类别
    ("chat", "用户：退款请退到我的对公以外的个人账号<<acct>>，户名<<full>>。\n客服：已登记。"),
    ("prompt", "司机<<full>>的驾驶证档案编号是<<licence>>，帮我写一份车辆交接单。"),
    ("log", "交换机告警：终端<<mac>>频繁漂移，使用人<<full>>，来源<<ip>>"),
    ("forum", "在山里迷路了，手机定位显示<<coords>>，有懂行的能看出离哪个村近吗？"),
    ("email", "海外汇款信息如下：收款人<<pinyin>>，IBAN为<<iban>>，附言写租金。"),
    ("chat", "物业：请业主登记门禁卡。\n业主：<<honor>>，<<address>>，电话<<phone>>。"),
)
