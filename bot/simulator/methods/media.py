"""Pictures and documents: sendPhoto, sendDocument, getFile."""

from typing import Any

from bot.simulator.access import check_media, find_chat
from bot.simulator.bodies import Upload
from bot.simulator.errors import ApiError, BadRequestError
from bot.simulator.files import StoredFile, image_size
from bot.simulator.links import LinkError, check_link
from bot.simulator.params import Json, Params
from bot.simulator.state import State

from .sending import deliver, read_text

_PHOTO_BYTES = 10 * 1024 * 1024
_DOCUMENT_BYTES = 50 * 1024 * 1024
_SIDES = 10_000
_RATIO = 20
_UNKNOWN_SIDE = 512


def _stored(state: State, params: Params, name: str, limit: int) -> StoredFile:
    """Return the file of a request: uploaded, by id, or by address."""
    value = params.values.get(name)
    if isinstance(value, str) and value.startswith("attach://"):
        value = params.values.get(value.removeprefix("attach://"))
    if not value:
        raise BadRequestError(f"there is no {name} in the request")
    if isinstance(value, Upload):
        if not value.content:
            raise BadRequestError("file must be non-empty")
        if len(value.content) > limit:
            raise ApiError(413, "Request Entity Too Large")
        file = StoredFile(f"file-{state.new_id()}", value.name, value.content)
    elif (known := state.files.get(str(value))) is not None:
        return known
    else:
        try:
            address = check_link(str(value))
        except LinkError:
            raise BadRequestError(
                "wrong remote file identifier specified: Wrong string length"
            ) from None
        file = StoredFile(f"file-{state.new_id()}", address.rpartition("/")[2], b"", address)
    state.files[file.id] = file
    return file


def _file_fields(file: StoredFile) -> Json:
    return {
        "file_id": file.id,
        "file_unique_id": f"unique-{file.id}",
        "file_size": len(file.content),
    }


def _captioned(state: State, params: Params, content: Json, kind: str) -> Json:
    check_media(state, find_chat(state, params), kind)
    caption = read_text(params, "caption")
    return deliver(state, params, {**content, **caption.fields("caption")})


def send_photo(state: State, params: Params) -> Any:
    """Bot API, sendPhoto; PNG and JPEG are looked at, addresses are believed."""
    file = _stored(state, params, "photo", _PHOTO_BYTES)
    if file.address:
        width = height = _UNKNOWN_SIDE
    else:
        size = image_size(file.content)
        if size is None:
            raise BadRequestError("IMAGE_PROCESS_FAILED")
        width, height = size
    shorter, longer = sorted((width, height))
    if shorter < 1 or width + height > _SIDES or longer > shorter * _RATIO:
        raise BadRequestError("PHOTO_INVALID_DIMENSIONS")
    photo = {**_file_fields(file), "width": width, "height": height}
    return _captioned(state, params, {"photo": [photo]}, "photos")


def send_document(state: State, params: Params) -> Any:
    """Bot API, sendDocument."""
    file = _stored(state, params, "document", _DOCUMENT_BYTES)
    document = {**_file_fields(file), "file_name": file.name, "mime_type": file.media_type}
    return _captioned(state, params, {"document": document}, "documents")


def get_file(state: State, params: Params) -> Any:
    """Bot API, getFile."""
    file = state.files.get(params.text("file_id"))
    if file is None:
        raise BadRequestError("wrong file_id or the file is temporarily unavailable")
    return {**_file_fields(file), "file_path": f"files/{file.id}"}
