"""A local Telegram: the Bot API, the people who talk to the bot, and a web chat for them.

It knows nothing of our bot and holds any bot to Telegram's rules, with Telegram's own refusals.
Not simulated: Markdown parse modes; tables, media, formulas and buttons within rich messages;
payments, games, stickers, business accounts, editing and deleting by persons, and the server-side
limits that Telegram does not publish.
"""
