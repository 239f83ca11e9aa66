"""Every command and mode once more in a third language, Russian, in a few long conversations.

The explorer walks through every button in every language; here it is what people type and where.
"""

import re

from handlers.telegram.routes import COMMANDS
from jobs.deliver import Courier
from jobs.digest import plan_digests

from .people import LIN, meet, remembered
from .talk import Json, Talk, labels

ANSWERS = (
    ("/start", "Добро пожаловать в Tidings"),
    ("/help", "Что я умею"),
    ("/about", "О Tidings"),
    ("/privacy", "Что о вас хранится"),
    ("/export", "Всё, что я храню об этом чате."),
    ("/latest 3", "Последние новости"),
    ("/top week", "Лучшее за неделю"),
    ("/tag чипы", "#чипы"),
    ("/tags", "Все теги"),
    ("/search чипы", "Найдено по запросу «чипы»"),
    ("/saved", "Сохранённые новости"),
    ("/trends", "Теги за последние 30 дней"),
    ("/story 3", "🔥 9"),
    ("/share 3", "Поделиться новостью"),
    ("/follow чипы", "Вы следите за: #чипы."),
    ("/mute слухи", "Скрыто: «слухи»."),
    ("/unmute слухи", "Вы больше не следите и не скрываете: «слухи»."),
    ("/digest", "Ваш дайджест · пн, 2 мар."),
    ("/preview", "Ваш дайджест · пн, 2 мар."),
    ("/subscribe", "Дайджест приходит каждый день в 08:00 (Москва). Следующий: завтра в 08:00."),
    ("/time 9:30", "Дайджест приходит каждый день в 09:30 (Москва)."),
    ("/timezone Вена", "Настройки"),
    ("/language русский", "Настройки"),
    ("/settings", "Настройки"),
    ("/pause 3", "Дайджест приходит каждый день в 09:30 (Вена)."),
    ("/unsubscribe", "Дайджест отключён. Больше ничего не придёт, настройки остались прежними."),
    ("/forget", "Удалить всё?"),
)
MISTAKES = (
    ("/nonsense", "Не знаю команды /nonsense."),
    ("/story", "Укажите номер новости, например /story 12."),
    ("/story 99999", "Новости 99999 нет."),
    ("/latest 99", "Укажите число от 1 до 20, например /latest 10."),
    ("/top year", "Выберите"),
    ("/tag чипсы", "Не знаю тега «чипсы»."),
    ("/search !?", "Что искать?"),
    ("/search tag:zzqq", ""),
    ("/time 25:00", "Не понимаю время «25:00»."),
    ("/timezone Lisbn", "Не знаю часового пояса «Lisbn». Может быть, Лиссабон?"),
    ("/language Klingon", "Языка «Klingon» я пока не знаю."),
    ("/pause 999", "Укажите число дней от 0 до 365, например /pause 7."),
    ("/mute x", "Слово, за которым следят или которое скрывают, — от 2 до 40 символов."),
)
CYRILLIC = re.compile("[а-яё]")


def said(message: Json) -> str:
    """Return the words of a message, wherever they stand."""
    words: str = message.get("text") or message["caption"]
    return words


def test_no_command_is_left_out_here() -> None:
    assert {typed.split()[0][1:] for typed, _ in ANSWERS} == COMMANDS.keys()


async def test_every_command_answers_in_russian(talk: Talk) -> None:
    reader = meet(talk, "ru")

    wrong = []
    for typed, begins in ANSWERS:
        first, *_ = await talk.ask(reader, typed)
        if not said(first).startswith(begins):
            wrong.append((typed, said(first)))

    assert wrong == []


async def test_every_mistake_is_answered_in_russian(talk: Talk) -> None:
    reader = meet(talk, "ru")

    for typed, begins in MISTAKES:
        answer = await talk.ask_one(reader, typed)
        assert answer["text"].startswith(begins), typed
        assert CYRILLIC.search(answer["text"]), typed
    talk.world.send_voice(reader, seconds=3)
    (answer,) = await talk.heard(reader)
    assert answer["text"].startswith("Я читаю только текст.")
    settings = await talk.ask_one(reader, "/settings")
    await talk.press_data(reader, settings, "nonsense")
    assert talk.toast().startswith("Эта кнопка")


async def test_whoever_comes_by_a_link_is_offered_a_digest_in_russian(talk: Talk) -> None:
    reader = meet(talk, "ru")

    for payload in ("s_3", "t_chips"):
        shown, offer = await talk.ask(reader, f"/start {payload}")
        assert any("Скрыть" in label for label in labels(shown))
        assert offer["text"].startswith("Хотите получать лучшие новости ИИ раз в день")
    time = await talk.press(reader, offer, "Да, настроить")
    zones = await talk.press(reader, time, "Не ")
    await talk.open(reader, zones, "📍")
    talk.world.send_location(reader, 35.7, 139.7)
    known, _ = await talk.heard(reader)
    assert known["text"] == "Сейчас 21:00 (Токио)."


async def test_a_digest_arrives_in_russian(talk: Talk) -> None:
    reader = meet(talk, "ru")
    await talk.ask(reader, "/subscribe")
    next_at = (await remembered(talk)).next_digest_at
    assert next_at is not None
    talk.clock.moment = next_at
    before = len(talk.world.messages(reader))

    await plan_digests(talk.services)
    courier = Courier(talk.services, "courier", per_second=30)
    while await courier.deliver():
        pass

    first, *_ = talk.world.messages(reader)[before:]
    assert first["text"].startswith("Ваш дайджест · вт, 3 мар.")


async def test_a_group_and_a_channel_are_spoken_to_in_russian(talk: Talk) -> None:
    reader = meet(talk, "ru")
    talk.world.add_user(LIN, "Лин", "ru")
    await talk.ask(reader, "/help")
    group = talk.world.create_group("Чат", reader, members=(LIN,))
    talk.world.add_bot_to_group(group.id, reader)
    (welcome,) = await talk.heard(group.id)
    refused = await talk.ask_one(LIN, "/subscribe", group.id)
    channel = talk.world.create_group("Канал", reader, kind="channel")
    talk.world.add_bot_to_group(channel.id, reader)
    ready, settings = await talk.heard(reader)

    assert "🔔 Включить дайджест" in labels(welcome)
    assert refused["text"] == "Изменять дайджест могут только администраторы этой группы."
    assert ready["text"].startswith("Канал: всё готово.")
    assert settings["text"].startswith("Настройки: Канал")


async def test_inline_mode_speaks_russian(talk: Talk) -> None:
    reader = meet(talk, "ru")
    found, nothing = (talk.world.inline(reader, words) for words in ("chips", "qqqzzz"))
    await talk.pump()

    assert found.answer is not None
    assert nothing.answer is not None
    button = found.answer["results"][0]["reply_markup"]["inline_keyboard"][0][0]
    assert button["text"] == "Открыть в Tidings"
    assert nothing.answer["button"]["text"].startswith("Ничего не найдено.")
