"""Cities that people name when asked for their time zone, beside those in the IANA names."""

# Zone, then names: English first, then Chinese. The zone's own city is known without being here.
CITIES: tuple[tuple[str, str], ...] = (
    ("Africa/Cairo", "开罗"),
    ("Africa/Casablanca", "卡萨布兰卡"),
    ("Africa/Johannesburg", "Cape Town, Pretoria, 约翰内斯堡, 开普敦"),
    ("Africa/Lagos", "Abuja, 拉各斯"),
    ("Africa/Nairobi", "内罗毕"),
    ("America/Argentina/Buenos_Aires", "布宜诺斯艾利斯"),
    ("America/Bogota", "波哥大"),
    (
        "America/Chicago",
        "Dallas, Houston, Austin, Minneapolis, New Orleans, 芝加哥, 达拉斯, 休斯敦",
    ),
    ("America/Denver", "Salt Lake City, Boulder, 丹佛"),
    ("America/Edmonton", "Calgary, 卡尔加里"),
    ("America/Halifax", "哈利法克斯"),
    ("America/Lima", "利马"),
    (
        "America/Los_Angeles",
        (
            "San Francisco, Seattle, San Diego, San Jose, Silicon Valley, Palo Alto, LA, SF, "
            "Portland, Las Vegas, 洛杉矶, 旧金山, 西雅图, 圣何塞, 硅谷"
        ),
    ),
    ("America/Mexico_City", "墨西哥城"),
    ("America/Montevideo", "蒙得维的亚"),
    (
        "America/New_York",
        (
            "NYC, Boston, Washington, Washington DC, Philadelphia, Atlanta, Miami, Pittsburgh, "
            "纽约, 波士顿, 华盛顿, 迈阿密, 亚特兰大"
        ),
    ),
    ("America/Phoenix", "凤凰城"),
    ("America/Santiago", "圣地亚哥"),
    ("America/Sao_Paulo", "São Paulo, Rio de Janeiro, Rio, Brasilia, 圣保罗, 里约热内卢"),
    ("America/Toronto", "Montreal, Ottawa, 多伦多, 蒙特利尔, 渥太华"),
    ("America/Vancouver", "温哥华"),
    ("Asia/Almaty", "阿拉木图"),
    ("Asia/Baghdad", "巴格达"),
    ("Asia/Bangkok", "曼谷"),
    ("Asia/Colombo", "科伦坡"),
    ("Asia/Dhaka", "达卡"),
    ("Asia/Dubai", "Abu Dhabi, 迪拜, 阿布扎比"),
    ("Asia/Ho_Chi_Minh", "Saigon, Hanoi, 胡志明市, 河内"),
    ("Asia/Hong_Kong", "香港"),
    ("Asia/Jakarta", "雅加达"),
    ("Asia/Jerusalem", "Tel Aviv, 耶路撒冷, 特拉维夫"),
    ("Asia/Karachi", "Lahore, Islamabad, 卡拉奇"),
    ("Asia/Kathmandu", "加德满都"),
    (
        "Asia/Kolkata",
        (
            "Delhi, New Delhi, Mumbai, Bangalore, Bengaluru, Chennai, Hyderabad, Calcutta, "
            "德里, 新德里, 孟买, 班加罗尔, 加尔各答"
        ),
    ),
    ("Asia/Kuala_Lumpur", "吉隆坡"),
    ("Asia/Macau", "Macao, 澳门"),
    ("Asia/Manila", "马尼拉"),
    ("Asia/Riyadh", "Jeddah, 利雅得"),
    ("Asia/Seoul", "Busan, 首尔, 釜山"),
    (
        "Asia/Shanghai",
        (
            "Beijing, Shenzhen, Guangzhou, Hangzhou, Chengdu, Nanjing, Wuhan, Xi'an, Xian, "
            "Suzhou, Tianjin, Chongqing, Hefei, Changsha, Qingdao, Xiamen, China, "
            "上海, 北京, 深圳, 广州, 杭州, 成都, 南京, 武汉, 西安, 苏州, 天津, 重庆, 合肥, "
            "长沙, 青岛, 厦门, 郑州, 济南, 沈阳, 大连, 哈尔滨, 宁波, 福州, 昆明, 中国, 北京时间"
        ),
    ),
    ("Asia/Singapore", "新加坡"),
    ("Asia/Taipei", "Taiwan, Hsinchu, Kaohsiung, 台北, 臺北, 新竹, 高雄, 台湾, 臺灣"),
    ("Asia/Tashkent", "塔什干"),
    ("Asia/Tehran", "德黑兰"),
    (
        "Asia/Tokyo",
        "Osaka, Kyoto, Yokohama, Japan, 东京, 東京, 大阪, 京都, 横滨, 横浜, 日本",
    ),
    ("Asia/Urumqi", "乌鲁木齐"),
    ("Asia/Yangon", "Rangoon, 仰光"),
    ("Australia/Adelaide", "阿德莱德"),
    ("Australia/Brisbane", "布里斯班"),
    ("Australia/Melbourne", "墨尔本"),
    ("Australia/Perth", "珀斯"),
    ("Australia/Sydney", "Canberra, 悉尼, 堪培拉"),
    ("Europe/Amsterdam", "Rotterdam, The Hague, 阿姆斯特丹"),
    ("Europe/Athens", "雅典"),
    ("Europe/Belgrade", "贝尔格莱德"),
    (
        "Europe/Berlin",
        (
            "Munich, München, Hamburg, Frankfurt, Cologne, Köln, Stuttgart, Germany, "
            "柏林, 慕尼黑, 汉堡, 法兰克福, 德国"
        ),
    ),
    ("Europe/Brussels", "布鲁塞尔"),
    ("Europe/Bucharest", "布加勒斯特"),
    ("Europe/Budapest", "布达佩斯"),
    ("Europe/Copenhagen", "哥本哈根"),
    ("Europe/Dublin", "都柏林"),
    ("Europe/Helsinki", "赫尔辛基"),
    ("Europe/Istanbul", "Ankara, 伊斯坦布尔"),
    ("Europe/Kyiv", "Kiev, 基辅"),
    ("Europe/Lisbon", "里斯本"),
    ("Europe/London", "Manchester, Edinburgh, Oxford, Cambridge, 伦敦, 曼彻斯特, 爱丁堡"),
    ("Europe/Madrid", "Barcelona, Valencia, Sevilla, España, 马德里, 巴塞罗那"),
    (
        "Europe/Moscow",
        "Saint Petersburg, St Petersburg, Санкт-Петербург, Петербург, 莫斯科, 圣彼得堡",
    ),
    ("Europe/Oslo", "奥斯陆"),
    ("Europe/Paris", "Lyon, Marseille, Toulouse, France, 巴黎, 里昂, 法国"),
    ("Europe/Prague", "布拉格"),
    ("Europe/Rome", "Milan, Turin, 罗马, 米兰"),
    ("Europe/Stockholm", "斯德哥尔摩"),
    ("Europe/Vienna", "维也纳"),
    ("Europe/Warsaw", "Krakow, 华沙"),
    ("Europe/Zurich", "Geneva, Genève, Genf, Zürich, Basel, Bern, 苏黎世, 日内瓦"),
    ("Pacific/Auckland", "Wellington, 奥克兰, 惠灵顿"),
    ("Pacific/Honolulu", "Hawaii, 檀香山, 夏威夷"),
    ("UTC", "GMT, Greenwich, Universal, Zulu, 世界时, 格林尼治"),
)

# Where most readers of a language live: a guess to be confirmed with one tap.
ZONE_OF_LANGUAGE: dict[str, str] = {
    "ar": "Asia/Riyadh",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en": "America/New_York",
    "en-au": "Australia/Sydney",
    "en-ca": "America/Toronto",
    "en-gb": "Europe/London",
    "en-in": "Asia/Kolkata",
    "es": "Europe/Madrid",
    "es-mx": "America/Mexico_City",
    "fa": "Asia/Tehran",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "fr-ca": "America/Toronto",
    "he": "Asia/Jerusalem",
    "hi": "Asia/Kolkata",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "ms": "Asia/Kuala_Lumpur",
    "nb": "Europe/Oslo",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "pt": "Europe/Lisbon",
    "pt-br": "America/Sao_Paulo",
    "ro": "Europe/Bucharest",
    "ru": "Europe/Moscow",
    "sv": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "vi": "Asia/Ho_Chi_Minh",
    "yue": "Asia/Hong_Kong",
    "zh": "Asia/Shanghai",
    "zh-hant": "Asia/Taipei",
    "zh-hk": "Asia/Hong_Kong",
    "zh-mo": "Asia/Macau",
    "zh-sg": "Asia/Singapore",
    "zh-tw": "Asia/Taipei",
}
