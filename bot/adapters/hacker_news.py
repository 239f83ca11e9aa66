"""Hacker News, through the public search of Algolia (hn.algolia.com/api); no key is needed."""

import json
from urllib.parse import urlencode

from bot.core.attention import Attention
from bot.core.urls import canonical_url
from bot.errors import FetchError
from bot.ports import Fetcher

API = "https://hn.algolia.com/api/v1"
_MOST_POSTS = 10


class HackerNews:
    """Finds the posts of an address; keeps nothing."""

    def __init__(self, fetcher: Fetcher, api: str = API) -> None:
        self._fetcher = fetcher
        self._api = api

    async def of(self, url: str) -> Attention | None:
        """Return the points and comments of the post of this very page that has most of them.

        Raises:
            FetchError: it cannot be asked, or its answer is not what its documentation says.
        """
        query = {
            "query": url.partition("://")[2].partition("?")[0],
            "restrictSearchableAttributes": "url",
            "tags": "story",
            "hitsPerPage": _MOST_POSTS,
            "attributesToRetrieve": "url,points,num_comments",
        }
        address = f"{self._api}/search?{urlencode(query)}"
        answer = await self._fetcher.fetch(address)
        try:
            posts = [
                Attention(points=int(hit["points"] or 0), comments=int(hit["num_comments"] or 0))
                for hit in json.loads(answer.body)["hits"]
                if canonical_url(str(hit["url"])) == canonical_url(url)
            ]
        except (ValueError, TypeError, KeyError) as error:
            raise FetchError(address, "the answer is not Hacker News' search") from error
        return max(posts, key=lambda post: (post.points, post.comments), default=None)
