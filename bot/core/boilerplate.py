"""Sentences that are no news: walls in front of an article, prompts between its paragraphs."""

import re

_PAYMENT_AT_MOST = 1500
_CONSENT_AT_MOST = 600
"""A page with more characters is no wall, whatever sentences it holds."""
_PROMPT_AT_MOST = 200
_OFFER_AT_MOST = 100
"""A longer line tells of offers, as news do, rather than making one."""


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# https://schema.org/isAccessibleForFree (JSON-LD or microdata), as search engines ask publishers
# of paid articles for; Open Graph's content tier, as newspapers use it.
_ACCESS = re.compile("isAccessibleForFree|article:content_tier")
_DENIED = _any(
    r"[\"']\s{0,9}:\s{0,9}[\"']?(?:https?://schema\.org/)?false\b",
    r"[\"'\s][^<>]{0,99}\bcontent\s?=\s?[\"']?(?:https?://schema\.org/)?(?:false|locked|paid)\b",
)
_PAYMENT = _any(
    r"subscribe (?:now |today )?(?:to|and) (?:continue|keep|read|unlock)",
    r"to (?:continue reading|read the (?:full|rest))",
    r"already (?:a (?:subscriber|member)|subscribed|registered)\s?\?",
    r"subscriber[- ]only|(?:only|exclusive) (?:for|to) subscribers|for subscribers only",
    r"(?:register|sign in|log in|sign up) to (?:continue|keep|read)|create a free account to",
    r"become a (?:paid )?(?:member|subscriber) to|this (?:post|article|story) is for paid",
    r"unlock (?:this|the full|the rest|all) (?:article|story|post|of this)",
    r"(?:reached|used) your (?:limit|(?:monthly |weekly )?(?:free )?article)",
    r"(?:your|the) last free article|free articles? (?:left|remaining)|^keep reading (?:for|with)",
    r"start your (?:free )?(?:trial|subscription)",
    r"付费(?:后|阅读|内容|文章|可|即)|付費(?:後|閱讀|內容|文章)|(?:购买|購買)(?:后|後)",
    r"(?:会员|會員)(?:专享|專享|可读|可见|限定|文章|內容|内容)|试读(?:结束|部分)|試讀(?:結束|部分)",
    r"(?:订阅|登录|登陆|开通|成为|加入)[^，。]{0,8}(?:继续|阅读|查看|解锁)(?:全文|完整|更多|阅读|查看)?",
    r"(?:訂閱|登入|加入|成為)[^，。]{0,8}(?:繼續|閱讀|查看|解鎖)",
    r"(?:会员|會員)，(?:即可)?(?:阅读|查看|继续|閱讀|繼續)|(?:剩余|还剩|餘下)\s?[\d.]{1,6}\s?%",
    r"(?:nur|exklusiv) für (?:abonnenten|mitglieder)|jetzt weiterlesen|lesen sie mit .{1,20}\+",
    r"réservé (?:aux|à nos) abonnés|(?:solo|exclusivo) para suscriptores",
    r"(?:il vous reste|reste) .{1,12}% de cet article|abonnez-vous pour (?:lire|continuer)",
    r"suscríbete para (?:leer|seguir|continuar)|contenido exclusivo para",
    r"доступ(?:ен|на|но|ны)? (?:только |лишь )?(?:для |по )?подпис(?:чик|ке)|только для подписчик",
    r"оформите подписку|чтобы (?:читать|прочитать) (?:дальше|полностью)|уже подписан[ыа]?\s?\?",
    r"bereits abonnent\b|weiterlesen mit .{1,20}(?:abo|\+)",
    r"(?:有料|会員)(?:会員)?限定|この記事は(?:有料|会員)|残り[\d,]{1,7}文字|구독자 전용",
)
_CONSENT = _any(
    r"accept (?:all )?cookies|cookies? (?:settings|preferences|consent)",
    r"consent to (?:the use of )?cookies|we use (?:.{1,40} )?cookies",
    r"we and our (?:\d{1,4} )?partners (?:use|store|process)",
    r"cookies? akzeptieren|accepter (?:les|tous les) cookies|aceptar (?:las )?cookies",
    r"(?:wir und unsere|nous et nos|nosotros y nuestros)(?: \d{1,4})? "
    r"(?:partner|partenaires|socios) "
    r"(?:speicher|verarbeit|verwend|nutz|stock|utilis|trait|almacen|utiliza|trata)",
    r"mit werbung (?:weiter)?lesen|continuer sans accepter",
    r"(?:мы используем|сайт использует) (?:файлы )?cookie",
    r"(?:本|此)(?:网站|網站|サイト)[^。]{0,8}(?:使用|利用)[^。]{0,4}cookie",
    r"(?:enable|turn on|activate|requires) (?:javascript|cookies)|javascript is (?:disabled|not)",
    r"(?:turn off|disable) your ad ?blocker",
    r"(?:verify|verifying|confirm) (?:that )?you are (?:a )?(?:human|not a robot)",
    r"checking (?:if the site|your browser)|access denied|performed triggered the security",
    r"(?:访问|安全|滑动|人机)验证|环境异常|请(?:开启|启用)\s?javascript",
)
_MISSING = _any(
    r"(?:page|article|story) (?:was )?(?:not found|could not be found|no longer exists)",
    r"(?:页面|文章|内容)(?:不存在|已(?:被)?(?:发布者|作者)?删除)|(?:頁面|文章|內容)(?:不存在|已刪除)",
    r"seite (?:wurde )?nicht gefunden|page introuvable|página no encontrada|ページが見つかり",
)
_PROMPTS = _any(
    r"read (?:more|also|next)\s?:|related(?: (?:articles?|stories|posts))?\s?:|see also\s?:",
    r"sign up (?:for|to) (?:our|the)|subscribe (?:now )?to (?:our|the)",
    r"follow (?:us|\w{1,20}(?: \w{1,20}){0,2}) on (?:twitter|x|facebook|instagram|telegram)\b",
    r"(?:never|don.t) miss (?:the|our|a)\b|download (?:the|our) app\b",
    r"share this (?:article|story|post)|advertisement$|(?:image|photo) credits?\s?:",
    r"lesen sie auch|mehr zum thema|zum newsletter|weiterlesen\s?:|foto\s?:",
    r"(?:à )?lire (?:aussi|également)|inscrivez-vous à|abonnez-vous",
    r"lea también|le puede interesar|leggi anche|leia também|lees ook|czytaj (?:też|także|więcej)",
    r"相关(?:阅读|文章|推荐)|相關(?:閱讀|文章|報導)|延伸(?:阅读|閱讀)|推荐阅读|责任编辑|責任編輯",
    r"(?:特別|免責|版權)(?:聲明|提示)|(?:风险|風險)(?:提示|揭露)\s?[:：]|(?:作者|郑重|鄭重)?[声聲]明\s?[:：].{0,30}"
    r"(?:代表|[仅僅]供|观点|觀點|转载|轉載|[构構]成|版[权權]|侵[权權])",
    r"(?:以上|本文|文中)[^，。；]{0,8}(?:[仅僅只](?:代表|供|[为為作])|不(?:代表|[构構]成))",
    r"(?:投[资資]|股市|市[场場])有[风風][险險]\s?(?:[，,。]|$)",
    r"本文(?:来自|首发|由).{0,20}(?:公众号|授权)|扫(?:码|描).{0,20}(?:关注|二维码|下载)",
    r"点击(?:关注|下载|阅读原文)|欢迎(?:关注|订阅|扫码)|未经(?:授权|许可).{0,10}转载|返回搜狐",
    r"(?:特别|免责|版权)(?:声明|提示)|(?:文章|图片)?来源\s?[:：]|原标题\s?[:：]",
    r"举报/?反馈$|更多精彩",
    r"関連記事|あわせて読みたい|관련 ?기사",
)
_LEADING_MARKS = " -–—•*>»→▶|【[（("
_CALLS = _any(
    r"subscribe\b|sign up\b|(?:click|tap) (?:here|to|on|the)\b|read (?:more|also|next|the full)\b",
    r"continue reading|share this|follow (?:us\b|\w+ on\b)|join (?:us|our)\b|see also",
    r"(?:learn|find out) more\b|check out (?:our|the)\b|visit (?:us|our|www)|get \d+ ?% off",
    r"listen (?:to (?:this|our)|on|now)\b|watch (?:this|our|the (?:video|full|replay))\b",
    r"download (?:the|our)\b|register (?:now|here|today)\b|thanks for reading",
    r"leave a (?:comment|reply)|let us know|(?:got|have) a tip\b|contact (?:us|the author)",
    r"use (?:the )?(?:promo )?code\b|support our|become a (?:member|subscriber)|don.t miss\b",
    r"advertisement\b|sponsored\b|editor.?s note|disclosure\b|about the author|submitted by /u/",
    r"(?:image|photo|picture|video|illustration|graphic)s?\s?"
    r"(?:[:：/©]|(?:credits?|source|courtesy|by|via)\b)",
    r"(?:credits?|source|via)\s?[:：]|related (?:articles?|stories|posts)?\s?[:：]",
    r"ap photo|updated?\s?[:：]|©|copyright\b|by \w+ \w+$|the post .{0,200} appeared first",
    r"this (?:article|post|story|piece) (?:(?:was )?(?:originally|first|updated)"
    r"|contains? affiliate|is (?:part of|sponsored)|may contain)",
    r"abonnier|jetzt (?:abonnieren|anmelden)|melden sie sich|hier klicken|klicken sie|lesen sie",
    r"(?:bild|foto|bildquelle|quelle|imagen|fuente|фото|источник|写真|画像|図|摄影|攝影|撰文)\s?[:：]",
    r"abonnez-vous|inscrivez-vous|cliquez|suivez-nous|à lire\b|lire (?:aussi|la suite)|crédits?",
    r"suscríb|haz clic|haga clic|regístrate|síguenos|lee también|te puede interesar",
    r"подпи(?:сывайтесь|шитесь|шись)|читайте (?:также|нас)|нажмите|кликните",
    r"続きを読む|会員登録|ご登録|関連記事|フォロー(?:して|お願い)|図[/／]|图[/／]",
)
"""How sentences begin that ask for something, or say whose a picture is."""
_SIGNS = tuple(
    (sign, _any(pattern or re.escape(sign)))
    for sign, pattern in (
        (
            "newsletter",
            r"\b(?:our|this|free|daily|weekly|sign\w* up|subscri\w+)\b.{0,40}newsletter",
        ),
        (
            "cookie",
            r"(?:uses?|accept\w*|consent\w*|our|of) cookies|cookies? (?:polic|setting)",
        ),
        ("subscri", r"subscribe (?:now )?to (?:our|the|my)\b|already a subscriber"),
        ("affiliate", r"affiliate (?:links?|commission)"),
        ("commission", r"earn (?:an? )?(?:affiliate )?commission"),
        ("rights reserved", ""),
        ("getty images", ""),
        ("shutterstock", ""),
        ("appeared first on", ""),
        ("click here", ""),
        ("[…]", ""),
        ("[...]", ""),
        ("责任编辑", ""),
        ("責任編輯", ""),
        ("点击", "点击(?:此处|这里|关注|下载|阅读|查看|链接|上方|下方|蓝字|图片|右|左|“)"),
        ("點擊", "點擊(?:此處|這裡|關注|下載|閱讀|查看|連結|上方|下方)"),
        ("关注", "关注(?:我们|公众号|本号|“)|欢迎关注|关注.{0,6}公众号"),
        ("關注我們", ""),
        ("公众号", "(?:我们的|本|微信)公众号(?:[:：“]|关注|后台)|我们的(?:微信)?公众号"),
        ("扫码", ""),
        ("二维码", "(?:扫描|长按|识别).{0,8}二维码"),
        ("转载", "转载(?:请|自|须|需|授权)|(?:禁止|严禁|授权|谢绝|不得)转载"),
        ("轉載", "轉載(?:請|自|須|需|授權)|(?:禁止|授權|謝絕|不得)轉載"),
        ("本文", "本文(?:来自|首发|转自|经授权|来源)"),
        ("代表作者", "[仅僅只]代表作者"),
        ("代表本", "不代表本(?:站|平台|网|網|报|報|刊|[公机機])"),
        ("投资建议", "不(?:构成|作为)[^，。]{0,8}投资建议"),
        ("投資建議", "不(?:構成|作為)[^，。]{0,8}投資建議"),
        ("图片来", "图片来[源自]"),
        ("图源", ""),
        ("编辑", "编辑\\s?[:：]"),
        ("作者", "作者\\s?[:：]"),
        ("原标题", ""),
        ("原文链接", ""),
        ("阅读原文", ""),
        ("订阅我们", ""),
        ("欢迎", "欢迎(?:订阅|投稿|留言|扫码)"),
        ("相关图片", "主题相关图片"),
    )
)
"""What gives away such a sentence wherever it stands, each with the words that are looked for
first, because that costs little."""


def says_paid(markup: str) -> bool:
    """Tell whether a page declares itself not free to read."""
    return any(_DENIED.match(markup, access.end()) for access in _ACCESS.finditer(markup))


def asks_payment(text: str) -> bool:
    """Tell whether a short text has a line that asks its reader to pay or to log in for more."""
    if len(text) > _PAYMENT_AT_MOST:
        return False
    return any(len(line) <= _OFFER_AT_MOST and _PAYMENT.search(line) for line in text.split("\n"))


def asks_something_else(text: str) -> bool:
    """Tell whether all that a page shows is a request to agree, prove or change something."""
    return len(text) <= _CONSENT_AT_MOST and _CONSENT.search(text) is not None


def is_missing(text: str) -> bool:
    """Tell whether a page only says, with whatever status, that there is no such page."""
    return len(text) <= _CONSENT_AT_MOST and _MISSING.search(text) is not None


def is_prompt(line: str) -> bool:
    """Tell whether a short line asks for something or leads elsewhere."""
    if len(line) > _PROMPT_AT_MOST:
        return False
    return _PROMPTS.match(line.lstrip(_LEADING_MARKS)) is not None or asks_payment(line)


def is_noise(sentence: str) -> bool:
    """Tell whether a sentence is no news but asks for something or names a picture's owner."""
    begun = sentence.lstrip(_LEADING_MARKS)
    if _CALLS.match(begun) or is_prompt(sentence):
        return True
    folded = sentence.casefold()
    return any(sign in folded and pattern.search(folded) for sign, pattern in _SIGNS)
