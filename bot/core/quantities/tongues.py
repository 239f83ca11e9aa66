"""The words with which German, French, Spanish and Russian write quantities."""

from .western import Tongue
from .words import counted

_LETTERS = {"k": 1e3, "m": 1e6}

GERMAN = Tongue(
    scales=_LETTERS | {
        "hundert": 1e2, "tausend": 1e3, "tsd": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6,
        "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "billion": 1e12, "billionen": 1e12,
        "bio": 1e12, "billiarden": 1e15,
    },
    currencies={
        "us-dollar": "USD", "dollar": "USD", "euro": "EUR", "pfund": "GBP",
        "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "won": "KRW", "rupie": "INR",
        "rubel": "RUB", "franken": "CHF", "hongkong-dollar": "HKD",
    },
    endings="s|n|en",
    of=r"(?:der|des|im)\s",
    percent=r"prozentpunkte?n?|prozent|v\.\s?h\.",
    times=r"-?fache?[nmrs]?|mal",
    about={
        "fast": "<", "nahezu": "<", "knapp": "<", "beinahe": "<", "bis zu": "≤", "unter": "≤",
        "weniger als": "≤", "nicht mehr als": "≤", "nicht weniger als": ">", "höchstens": "≤",
        "maximal": "≤", "über": ">", "mehr als": ">",
        "mindestens": ">", "gut": ">", "etwa": "~", "rund": "~", "ungefähr": "~", "circa": "~",
        "ca.": "~", "zirka": "~",
    },
    link="um|die|den",
    months=(
        "Januar|Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ),
    month_endings="s?",
    between="bis|und|oder",
    hours=r"Uhr(?:\s(?P<late>[0-5]\d)(?!\d))?",
    decade=r"(?<![\d.,])(?:19|20)?(?P<decade>[1-9]0)er(?:n|[\s-]Jahre\w*)?(?!\p{L})",
    numbers=counted(
            "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn"
            " fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
    ) | {
        "eine": 1, "einer": 1, "einem": 1, "einen": 1, "eins": 1, "dreißig": 30, "vierzig": 40,
        "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100,
    },
    phrases=(
        (r"zwei\sDrittel\w*", "%", 200 / 3), (r"drei\sViertel\w*|Dreiviertel", "%", 75),
        (r"ein(?:em)?\sViertel|(?:ein\s)?jede[rs]\s[Vv]ierte", "%", 25),
        (r"Drittel\w*", "%", 100 / 3),
        (r"Hälfte|halb\w*", "%", 50), (r"Fünftel", "%", 20), (r"Zehntel", "%", 10),
        (r"Quartal\w*", "count", 3), (r"verdoppel\w*|doppelt\w*|zweimal", "x", 2),
        (r"verdreifach\w*|dreifach\w*|dreimal", "x", 3), (r"vervierfach\w*|viermal", "x", 4),
        (r"beide\w*|Paar", "count", 2), (r"Dutzend\w*", "count", 12),
        (r"zwei\sWochen", "count", 14),
        (r"Jahrzehnt\w*", "count", 10), (r"Jahrhundert\w*", "count", 100),
        (r"erste\w*|einmal", "count", 1), (r"zweite\w*", "count", 2), (r"dritte\w*", "count", 3),
        (r"vierte\w*", "count", 4), (r"fünfte\w*", "count", 5),
        (r"Mittag|Mitternacht", "time", 0),
    ),
)  # fmt: skip
FRENCH = Tongue(
    scales=_LETTERS | {
        "cent": 1e2, "cents": 1e2, "mille": 1e3, "millier": 1e3, "milliers": 1e3, "million": 1e6,
        "millions": 1e6, "mio": 1e6, "milliard": 1e9, "milliards": 1e9, "md": 1e9, "mds": 1e9,
        "mrd": 1e9, "billion": 1e12, "billions": 1e12, "mille milliards": 1e12,
    },
    currencies={
        "dollar": "USD", "dollars américain": "USD", "euro": "EUR", "livres sterling": "GBP",
        "livre": "GBP", "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "won": "KRW",
        "roupie": "INR", "rouble": "RUB", "francs suisses": "CHF", "franc": "CHF",
        "dollars de hong kong": "HKD", "dollars australiens": "AUD", "dollars canadiens": "CAD",
    },
    endings="s",
    of=r"(?:de|du)\s|d['’]",
    percent=r"points?\sde\spourcentage|pour\scent|points?\sde\spourcent|p\.\s?cent",
    times=r"fois",
    about={
        "près de": "<", "presque": "<", "jusqu'à": "≤", "jusqu’à": "≤", "moins de": "≤",
        "pas plus de": "≤", "pas moins de": ">",
        "un peu moins de": "<", "au plus": "≤", "plus de": ">", "au moins": ">",
        "supérieur à": ">",
        "environ": "~", "autour de": "~", "quelque": "~", "à peu près": "~",
    },
    link="le|les|la",
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    month_endings="",
    between="à|au|et|ou",
    hours=r"h(?:eures?)?(?:\s?(?P<late>[0-5]\d)(?!\d))?",
    decade=r"(?<!\p{L})années\s(?:19|20)?(?P<decade>[1-9]0)(?!\d)",
    numbers=counted(
            "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
            " quinze seize"
    ) | {
        "une": 1, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
        "cent": 100,
    },
    phrases=(
        (r"deux\stiers", "%", 200 / 3), (r"(?:un|le)\stiers", "%", 100 / 3),
        (r"trois\squarts", "%", 75), (r"(?:un|le)\squart", "%", 25),
        (r"moitié|demi\w*", "%", 50), (r"un\scinquième", "%", 20), (r"un\sdixième", "%", 10),
        (r"trimestr\w+", "count", 3), (r"doubl\w+", "x", 2), (r"tripl\w+", "x", 3),
        (r"quadrupl\w+", "x", 4), (r"paire|les deux", "count", 2), (r"douzaine", "count", 12),
        (r"quinz\w+\sjours|deux\ssemaines", "count", 14), (r"décennie", "count", 10),
        (r"siècle", "count", 100), (r"premi\w+", "count", 1), (r"deuxième|seconde?", "count", 2),
        (r"troisième", "count", 3), (r"quatrième", "count", 4), (r"cinquième", "count", 5),
        (r"midi|minuit", "time", 0),
    ),
)  # fmt: skip
SPANISH = Tongue(
    scales=_LETTERS | {
        "mil": 1e3, "miles": 1e3, "millón": 1e6, "millones": 1e6, "mill": 1e6,
        "mil millones": 1e9, "millardo": 1e9, "millardos": 1e9, "billón": 1e12, "billones": 1e12,
    },
    currencies={
        "dólares estadounidenses": "USD", "dólar": "USD", "euro": "EUR",
        "libras esterlinas": "GBP",
        "libra": "GBP", "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "won": "KRW",
        "rupia": "INR", "rublo": "RUB", "franco": "CHF", "dólares hongkoneses": "HKD",
        "dólares australianos": "AUD", "dólares canadienses": "CAD",
    },
    endings="s|es",
    of=r"(?:de|del)\s",
    percent=r"por\sciento|puntos?\sporcentual(?:es)?",
    times=r"veces",
    about={
        "casi": "<", "cerca de": "<", "hasta": "≤", "menos de": "≤", "no más de": "≤",
        "no menos de": ">", "como máximo": "≤",
        "más de": ">", "al menos": ">", "por lo menos": ">", "por encima de": ">",
        "unos": "~", "unas": "~", "alrededor de": "~", "aproximadamente": "~", "en torno a": "~",
    },
    link="un|el|los|las",
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
        "septiembre|setiembre",
        "octubre", "noviembre", "diciembre",
    ),
    month_endings="",
    between="a|y|al|o",
    hours=r"horas?|h",
    decade=r"(?<!\p{L})(?:años|década\sde(?:\slos)?)\s(?:19|20)?(?P<decade>[1-9]0)(?!\d)",
    numbers=counted(
            "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
            " quince dieciséis diecisiete dieciocho diecinueve veinte"
    ) | {
        "uno": 1, "una": 1, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
        "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
    },
    phrases=(
        (r"dos\stercios", "%", 200 / 3), (r"tercio", "%", 100 / 3), (r"tres\scuartos", "%", 75),
        (r"(?:un|una)\scuart[oa](?:\sparte)?", "%", 25), (r"mitad|medi[oa]", "%", 50),
        (r"quinta\sparte", "%", 20), (r"décima\sparte", "%", 10), (r"trimestr\w+", "count", 3),
        (r"duplic\w+|dupliqu\w+|doble\w*", "x", 2), (r"triplic\w+|tripl\w+", "x", 3),
        (r"cuadruplic\w+|cuádruple", "x", 4), (r"ambos|ambas|par", "count", 2),
        (r"docena", "count", 12), (r"dos\ssemanas|quincena", "count", 14),
        (r"década", "count", 10),
        (r"siglo", "count", 100), (r"primer\w*", "count", 1), (r"segund\w+", "count", 2),
        (r"tercer\w*", "count", 3), (r"cuart[oa]", "count", 4), (r"quint[oa]", "count", 5),
        (r"mediodía|medianoche", "time", 0),
    ),
    comma_groups=True,
)  # fmt: skip
RUSSIAN = Tongue(
    scales={
        word + ending: value
        for word, value, endings in (
            ("сотн", 1e2, "а и"), ("тысяч", 1e3, "а и у"), ("миллион", 1e6, "а ов ам"),
            ("миллиард", 1e9, "а ов ам"), ("триллион", 1e12, "а ов"),
        )
        for ending in ("", *endings.split())
    } | {"тыс": 1e3, "млн": 1e6, "млрд": 1e9, "трлн": 1e12},
    currencies={
        "американских доллар": "USD", "долларов сша": "USD", "доллар": "USD", "долл": "USD",
        "евро": "EUR", "фунтов стерлингов": "GBP", "фунт": "GBP", "юан": "CNY", "иен": "JPY",
        "йен": "JPY", "вон": "KRW", "рупи": "INR", "рубл": "RUB", "руб": "RUB", "франк": "CHF",
        "гонконгских доллар": "HKD",
    },
    endings="а|у|ы|ов|ам|ах|ей|я|й|ь|ю|и|ями|ами|ом",
    of=r"(?:в|из)\s",
    percent=r"процентн\p{L}+\sпункт\p{L}*|процент\p{L}*|п\.\s?п\.",
    times=r"раза?|кратн\p{L}+",
    about={
        "почти": "<", "до": "≤", "менее": "≤", "меньше": "≤", "не более": "≤", "не больше": "≤",
        "не выше": "≤", "не меньше": ">", "не ниже": ">", "ниже": "≤",
        "чуть менее": "<", "более": ">", "больше": ">", "свыше": ">", "не менее": ">", "выше": ">",
        "как минимум": ">", "около": "~", "примерно": "~", "приблизительно": "~", "порядка": "~",
    },
    link="на|в",
    months=(
        "январ", "феврал", "март", "апрел", "ма[йяе]", "июн", "июл", "август", "сентябр", "октябр",
        "ноябр", "декабр",
    ),
    month_endings="(?:ь|я|е|а|у|ю)?",
    between="до|и|или|по",
    hours=r"час\p{L}*(?:\s(?P<late>[0-5]\d)(?=\sмин))?|ч\.",
    decade=r"(?<![\d.,])(?:19|20)?(?P<decade>[1-9]0)-[хе](?!\p{L})",
    numbers=counted(
            "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
            " тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
            " двадцать"
    ) | {
        "одна": 1, "одного": 1, "одной": 1, "две": 2, "двух": 2, "трех": 3, "трёх": 3,
        "четырех": 4, "четырёх": 4, "пяти": 5, "тридцать": 30, "сорок": 40, "пятьдесят": 50,
        "сто": 100,
    },
    phrases=(
        (r"две\sтрети", "%", 200 / 3), (r"треть", "%", 100 / 3), (r"три\sчетверти", "%", 75),
        (r"четверть", "%", 25), (r"половин\w+|пол", "%", 50), (r"пятая\sчасть", "%", 20),
        (r"квартал\w*", "count", 3), (r"удв[ао]\w+|вдвое|двойн\w+|дважды", "x", 2),
        (r"утро\w+|втрое", "x", 3), (r"вчетверо", "x", 4), (r"об[ае]\w*|пара", "count", 2),
        (r"дюжин\w+", "count", 12), (r"две\sнедели", "count", 14),
        (r"десятилети\w+", "count", 10),
        (r"век\w*|столети\w+", "count", 100), (r"перв\w+", "count", 1), (r"втор\w+", "count", 2),
        (r"трет[ьи]\w+", "count", 3), (r"четверт\w+", "count", 4),
        (r"пят(?:ый|ая|ое|ого|ой)", "count", 5),
        (r"полдень|полночь", "time", 0),
    ),
)  # fmt: skip
