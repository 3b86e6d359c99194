"""Word lists: names of many cultures, places, health terms, companies. No real person is meant."""

# culture: (female first names, male first names, family names, home country)
CULTURES = {
    "american": (
        "Harper Madison Brooke Kayla Denise Tamika Loretta Peggy",
        "Tyler Brandon Curtis Wyatt Darnell Randall Chester Mason",
        "Whitfield Hargrove Tillman Boggs Pruitt McAllister Stanfield Yates Dunbar Coley",
        "US",
    ),
    "british": (
        "Imogen Gemma Philippa Bronwen Catriona Hayley Maureen Tamsin",
        "Alistair Rhys Callum Nigel Gareth Hamish Barnaby Clive",
        "Thistlewood Pemberton Ashdown Llewellyn Braithwaite Cartwright MacLeod O'Rourke Winterbourne",
        "GB",
    ),
    "german": (
        "Annika Friederike Heike Liesel Wiebke Katharina Jördis",
        "Torsten Jürgen Matthias Sören Detlef Kaspar Björn",
        "Rosenbaum Schäfer Niemöller Kröger Vogelsang Obermaier Dietrich Weiß Hülsmann",
        "DE",
    ),
    "french": (
        "Éloïse Mireille Solène Bénédicte Margaux Océane",
        "Thibault Gaëtan Rémi Yannick Baptiste Étienne",
        "Delacroix Lefèvre Montagnier Charpentier Rousselot Beaumanoir Girault",
        "FR",
    ),
    "spanish": (
        "Rocío Macarena Pilar Lucía Inmaculada Xiomara",
        "Gonzalo Íñigo Joaquín Álvaro Esteban Ramiro",
        "Villanueva Ibáñez Echeverría Calderón Quintana Zamorano Núñez",
        "ES",
    ),
    "italian": (
        "Ginevra Chiara Fiorella Ornella Ludovica",
        "Lorenzo Dario Niccolò Ettore Fabrizio",
        "Bellandi Mancuso Castellani Rinaldi Tedesco Fioravanti",
        "IT",
    ),
    "dutch": (
        "Marijke Femke Saskia Liesbeth Anouk",
        "Joost Sjoerd Maarten Gijs Ruben",
        "Hoekstra Verbruggen Dijkman Kuipers Zonneveld Wieringa",
        "NL",
    ),
    "polish": (
        "Agnieszka Katarzyna Bożena Zofia Jadwiga",
        "Wojciech Zbigniew Łukasz Grzegorz Paweł",
        "Wiśniewski Zieliński Kaczmarek Wróbel Gołębiowski Szczepaniak",
        "PL",
    ),
    "indian": (
        "Priyanka Lakshmi Ananya Deepika Sunita Meenakshi Harpreet",
        "Rajesh Arjun Venkatesh Sandeep Karthik Gurdeep Mohit",
        "Chatterjee Subramanian Deshpande Iyer Kulkarni Bhattacharya Grewal Nair",
        "IN",
    ),
    "brazilian": (
        "Thaís Fernanda Jussara Luciana Beatriz",
        "Thiago Rodrigo Anderson Wellington Caio",
        "Nascimento Figueiredo Cavalcanti Guimarães Moreira",
        "BR",
    ),
    "swedish": (
        "Ingrid Maja Linnea Åsa Gunilla",
        "Håkan Anders Göran Mikael Emil",
        "Lindqvist Bergström Sjöberg Hallgren Öberg Ekdahl",
        "SE",
    ),
    "mexican": (
        "Guadalupe Itzel Marisol Yolanda Citlali",
        "Emiliano Heriberto Cuauhtémoc Jorge Raúl",
        "Huerta Zaragoza Cisneros Barragán Ontiveros Peñaloza",
        "US",
    ),
    "arabic": (
        "Fatima Layla Noura Zeinab Hanan Samira",
        "Khaled Youssef Tariq Abdulrahman Mahmoud Faisal",
        "Al-Harbi Haddad El-Sayed Mansour Khalil Al-Otaibi Benali",
        "GB",
    ),
    "slavic": (
        "Svetlana Oksana Milica Ljubica Darya Tereza",
        "Dmitri Bogdan Miloš Vladislav Ondřej Taras",
        "Kovačević Petrenko Sokolov Novotný Jovanović Horváth Shevchuk",
        "DE",
    ),
    "african": (
        "Chiamaka Nkechi Wanjiru Thandiwe Abena Zodwa Makena",
        "Oluwaseun Kwabena Sipho Chukwuemeka Tendai Kipchoge Babajide",
        "Okonkwo Adeyemi Mwangi Dlamini Boateng Nkosi Achieng Eze Mutasa",
        "GB",
    ),
    "pinyin": (
        "Xiaoling Yufen Meihua Jingyi Ruoxi",
        "Jianguo Haoran Zhiwei Weiming Tianyu",
        "Zhang Liu Huang Zhao Xu Ouyang Lin Tang",
        "US",
    ),
    "japanese": (
        "Haruka Natsumi Kazuko Mayumi",
        "Takeshi Hiroyuki Shinji Daisuke",
        "Fujimoto Hayashida Kobayakawa Nishimura Okazaki",
        "US",
    ),
    "vietnamese": (
        "Thuy Ngoc Huong Phuong",
        "Quang Minh Duc Tuan",
        "Nguyen Tran Pham Dang Vo",
        "AU",
    ),
}

SURNAMES_ZH = dict(
    zip(
        "王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 马 朱 胡 郭 何 林 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 "
        "卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 欧阳 司徒 上官 诸葛 慕容".split(),
        "wang li zhang liu chen yang huang zhao zhou wu xu sun ma zhu hu guo he lin luo liang song zheng xie "
        "han tang feng yu dong xiao cheng cao yuan deng xu fu shen zeng peng lv su lu jiang cai jia ding wei "
        "xue ye yan yu pan du dai xia zhong wang tian ren jiang fan ouyang situ shangguan zhuge murong".split(),
    )
)
GIVEN_ZH_F = dict(
    zip(
        "雅静 秀兰 梦琪 淑芬 雨桐 思颖 玉梅 晓燕 佳怡 诗涵 丽 倩 敏 若曦 欣妍 桂英 美玲 婉清 雪".split(),
        "yajing xiulan mengqi shufen yutong siying yumei xiaoyan jiayi shihan li qian min ruoxi xinyan guiying "
        "meiling wanqing xue".split(),
    )
)
GIVEN_ZH_M = dict(
    zip(
        "志强 建国 浩然 子轩 俊豪 文博 伟 磊 宇航 天佑 国栋 海涛 明远 家豪 鹏飞 超 振华 立新 泽宇".split(),
        "zhiqiang jianguo haoran zixuan junhao wenbo wei lei yuhang tianyou guodong haitao mingyuan jiahao "
        "pengfei chao zhenhua lixin zeyu".split(),
    )
)

CITIES = {
    "US": "Tulsa|Boise|Des Moines|Chattanooga|Spokane|El Paso|Duluth|Albuquerque|Baton Rouge|Milwaukee",
    "GB": "Leeds|Norwich|Swansea|Dundee|Stoke-on-Trent|Belfast|Plymouth|Milton Keynes|Aberdeen",
    "DE": "Bremen|Kassel|Tübingen|Göttingen|Mainz|Rostock|Wuppertal|Chemnitz",
    "FR": "Rennes|Clermont-Ferrand|Saint-Étienne|Nîmes|Dijon|Brest",
    "ES": "Zaragoza|Málaga|Vigo|Cádiz|Oviedo|Burgos",
    "IT": "Bologna|Lecce|Padova|Bari|Trieste",
    "NL": "Utrecht|Groningen|Eindhoven|Zwolle|Den Haag",
    "PL": "Wrocław|Gdańsk|Łódź|Lublin|Szczecin",
    "IN": "Pune|Nagpur|Coimbatore|Lucknow|Thiruvananthapuram|Bhubaneswar",
    "BR": "Curitiba|Recife|Belo Horizonte|Florianópolis|Manaus",
    "SE": "Malmö|Uppsala|Linköping|Göteborg|Umeå",
    "AU": "Hobart|Wollongong|Geelong|Cairns|Ballarat",
    "CN": "成都|杭州|武汉|西安|长沙|苏州|青岛|哈尔滨|昆明|厦门|合肥|佛山|石家庄|东莞",
}
US_ZIP_HEADS = {
    "Tulsa": "OK 741",
    "Boise": "ID 837",
    "Des Moines": "IA 503",
    "Chattanooga": "TN 374",
    "Spokane": "WA 992",
    "El Paso": "TX 799",
    "Duluth": "MN 558",
    "Albuquerque": "NM 871",
    "Baton Rouge": "LA 708",
    "Milwaukee": "WI 532",
}
UK_POST_AREAS = {
    "Leeds": "LS",
    "Norwich": "NR",
    "Swansea": "SA",
    "Dundee": "DD",
    "Stoke-on-Trent": "ST",
    "Belfast": "BT",
    "Plymouth": "PL",
    "Milton Keynes": "MK",
    "Aberdeen": "AB",
}
STREETS = {
    "US": "Maple Hollow Rd|W Cedar St|Old Mill Lane|N 7th Ave|Sycamore Blvd|Pine Ridge Drive",
    "GB": "Larkspur Close|Mill Bank Road|Church Lane|Station Terrace|Victoria Gardens|Heron Way",
    "DE": "Lindenallee|Gartenstraße|Am Mühlbach|Rosenweg|Bahnhofstr.",
    "ES": "Calle del Olmo|Avenida de la Paz|Calle Mayor",
    "FR": "rue des Lilas|avenue Jean-Moulin|chemin du Moulin|rue Victor-Hugo",
    "IT": "Via dei Glicini|Via Garibaldi|Viale Europa",
    "NL": "Kerkstraat|Wilgenlaan|Molenweg|Oudegracht",
    "PL": "ul. Polna|ul. Słoneczna|ul. Lipowa",
    "IN": "MG Road|Lake View Colony|Shastri Nagar|4th Cross Street",
    "BR": "Rua das Acácias|Avenida Brasil|Rua Sete de Setembro",
    "SE": "Björkvägen|Storgatan|Kungsgatan",
    "AU": "Wattle Street|Banksia Crescent|Harbour Parade",
    "CN": "人民路|建设大道|解放南路|文化西路|滨江东路|新华街|学府路|和平里东街",
}
DISTRICTS_ZH = {
    "成都": "四川省成都市武侯区",
    "杭州": "浙江省杭州市拱墅区",
    "武汉": "湖北省武汉市江岸区",
    "西安": "陕西省西安市雁塔区",
    "长沙": "湖南省长沙市岳麓区",
    "苏州": "江苏省苏州市姑苏区",
    "青岛": "山东省青岛市市南区",
    "哈尔滨": "黑龙江省哈尔滨市南岗区",
    "昆明": "云南省昆明市五华区",
    "厦门": "福建省厦门市思明区",
    "合肥": "安徽省合肥市蜀山区",
    "佛山": "广东省佛山市禅城区",
    "石家庄": "河北省石家庄市长安区",
    "东莞": "广东省东莞市南城街道",
}
ESTATES_ZH = "阳光花园|翠湖天地|锦绣家园|金色港湾|书香苑|绿洲小区|幸福里"

HEALTH_EN = (
    "type 2 diabetes|hypertension|asthma|bipolar disorder|breast cancer|Crohn's disease|migraine|epilepsy|"
    "hepatitis C|major depression|rheumatoid arthritis|chronic kidney disease|coeliac disease|"
    "panic disorder|gout|atrial fibrillation|HIV|psoriasis|sleep apnoea|hypothyroidism"
)
DRUGS_EN = "metformin|sertraline|lisinopril|methotrexate|levothyroxine|lithium|insulin glargine|salbutamol|tamoxifen"
HEALTH_ZH = "高血压|2型糖尿病|抑郁症|哮喘|乙肝|乳腺癌|冠心病|甲状腺结节|癫痫|类风湿关节炎|焦虑症|腰椎间盘突出|慢性肾炎|偏头痛"
DRUGS_ZH = "二甲双胍|阿司匹林|氨氯地平|舍曲林|左甲状腺素钠|奥氮平|甲氨蝶呤"

COMPANIES = (
    "Brightwell Logistics|Fennimore & Tate LLP|Oakhurst Dental Group|Quill & Harper Ltd|Blue Heron Software|"
    "Fitzgerald Motors|Northgate Credit Union|Marlowe Analytics|Cobalt Ridge Energy|Saffron Tree Foods"
)
COMPANIES_ZH = "云杉科技有限公司|海岳物流集团|青禾食品股份有限公司|明德教育咨询公司|远帆软件|恒泽医疗器械有限公司|李宁体育商城|张江软件园"
PRODUCTS = (
    "Aurora X2 headphones|Madison oak bookshelf|Victoria sponge tin|Jordan trail shoes|Sierra 40L backpack|"
    "Lincoln desk lamp|Georgia font pack|Dakota rain jacket|Chelsea boots|Austin cord sofa"
)
PRODUCTS_ZH = (
    "星河蓝牙耳机|青瓷保温杯|云感记忆枕|极光投影仪|松木书架|王老吉凉茶|张飞牛肉干|晨曦台灯"
)
MAIL_DOMAINS = (
    "northmail.test postbox.example inbox.test mailbay.example kestrel.test pigeon.example".split()
)
WORK_DOMAINS = (
    "brightwell.example marlowe-analytics.test corp.cobaltridge.example oakhurst.test "
    "blueheron.example"
).split()
