"""Words that say nothing of what a text is about, by language: any text of it has them."""

from collections.abc import Collection, Mapping

from .text import tokens

_TEXTS = {
    "en": """
a an the and or but if while of at by for with about against between into through during before
after above below to from up down in out on off over under again further then once here there
when where why how all any both each few more most other some such no nor not only own same so
than too very s t can will just don should now is are was were be been being have has had having
do does did doing would could may might must i me my we our you your he him his she her it its
they them their what which who whom this that these those as also said says say mr mrs ms one two
new via use uses used using
""",
    "es": """
el la los las un una unos unas y e o u de del al a ante con contra desde en entre hacia hasta
para por según sin sobre tras que qué quien cual cuyo como cuando donde se su sus lo le les no ni
si ya más menos muy también pero es son fue era ser ha han había haber está están este esta estos
estas ese esa eso nuevo nueva dos
""",
    "de": """
der die das den dem des ein eine einen einem einer eines und oder aber als an auf aus bei bis
durch für gegen im in ins mit nach ohne über um unter vom von vor während wie zu zum zur dass ob
wenn weil ist sind war waren wird werden wurde wurden hat haben hatte kann können soll sollen er
sie es wir ihr ihre sein seine sich nicht kein keine auch nur noch mehr sehr so dieser diese
dieses neue neuen
""",
    "fr": """
le la les l un une des d de du au aux et ou mais à dans en entre par pour sans sous sur vers avec
avant après chez contre depuis que qu qui quoi dont où comme quand si ce cet cette ces c se s sa
son ses leur leurs il elle ils elles on nous vous je y n ne pas plus moins très aussi est sont
était été être a ont avait avoir fait deux nouveau nouvelle
""",
    "ru": """
и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне
было вот от меня о из ему при для это эти этот эта этого или ни если до их чем была были быть
есть о об под над после перед через между также уже еще ещё который которая которые которого свой
своих
""",
}
STOP_WORDS: Mapping[str, Collection[str]] = {
    language: frozenset(tokens(text)) for language, text in _TEXTS.items()
}
