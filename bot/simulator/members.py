"""What the Bot API says about somebody in a chat."""

from .params import Json
from .people import Person

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_send_welcome_messages",
)
_RESTRICTED = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_react_to_messages",
    "can_edit_tag",
)


def member_json(person: Person, status: str, *, may_post: bool = True) -> Json:
    """Return the Bot API's ChatMember; `may_post` is about an administrator of a channel."""
    member: Json = {"status": status, "user": person.json()}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, "can_promote_members": False}
        member |= dict.fromkeys(_RIGHTS, True)
        member["can_post_messages"] = may_post
    elif status == "restricted":
        member |= {"is_member": True, "until_date": 0, **dict.fromkeys(_RESTRICTED, False)}
    elif status == "kicked":
        member["until_date"] = 0
    return member
