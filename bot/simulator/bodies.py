"""Reading request bodies: JSON, forms and multipart (Bot API, "Making requests")."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import NamedTuple
from urllib.parse import parse_qsl

from .errors import BadRequestError
from .params import Json, Params


class Upload(NamedTuple):
    """A file sent with a request."""

    name: str
    content: bytes


def read_object(body: bytes) -> Json:
    """Decode a JSON object; raises BadRequestError for anything else."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequestError("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise BadRequestError("can't parse JSON object")
    if b"\\ud" in body.lower():
        try:
            json.dumps(values, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise BadRequestError("strings must be encoded in UTF-8") from None
    return values


def _multipart(body: bytes, content_type: str) -> Json:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    values: Json = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="Content-Disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        file_name = part.get_filename()
        values[name] = Upload(file_name, content) if file_name else content.decode()
    return values


def read_params(query: str, body: bytes, content_type: str) -> Params:
    """Return the parameters of a request from its query string and its body."""
    values: Json = dict(parse_qsl(query, keep_blank_values=True))
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return Params(values | (read_object(body) if body else {}))
    try:
        if kind == "multipart/form-data":
            return Params(values | _multipart(body, content_type))
        return Params(values | dict(parse_qsl(body.decode(), keep_blank_values=True)))
    except UnicodeDecodeError:
        raise BadRequestError("strings must be encoded in UTF-8") from None
