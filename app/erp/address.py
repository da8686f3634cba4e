"""Where a call goes: https, or plain http where that is safe or was allowed (design.md 7)."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from app.core.problems import NotSent, ProblemCode


def endpoint(root_url: str, path: str, *, allow_plain_http: bool) -> str:
    """The whole URL of a path below an ERP's root.

    Raises:
        NotSent: No root URL that may be called: not http(s), plain http to another machine,
            without a host, or with a user name, query or fragment in it.
    """
    root = _split(root_url.strip())
    if root is None:
        raise NotSent(ProblemCode.NO_SUCH_HOST, "the root URL can't be read")
    if root.scheme not in {"http", "https"}:
        raise NotSent(ProblemCode.INSECURE_URL, "the root URL must start with https://")
    if not root.hostname or root.port == 0:
        raise NotSent(ProblemCode.NO_SUCH_HOST, "the root URL names no host")
    if "@" in root.netloc or root.query or root.fragment:
        raise NotSent(ProblemCode.INSECURE_URL, "the root URL holds more than host and path")
    if root.scheme == "http" and not (allow_plain_http or _is_loopback(root)):
        raise NotSent(ProblemCode.INSECURE_URL, "plain http is not allowed to this host")
    return f"{root.scheme}://{root.netloc}{root.path.rstrip('/')}/{path.lstrip('/')}"


def proxy_for(url: str, proxy: str) -> str:
    """The proxy a call goes through, or none: this machine's own server needs none.

    Raises:
        NotSent: It is no URL of an http(s) proxy.
    """
    target = _split(url)
    if not proxy or (target and _is_loopback(target)):
        return ""
    whole = proxy if "://" in proxy else f"http://{proxy}"
    split = _split(whole)
    if split is None or split.scheme not in {"http", "https"} or not split.hostname:
        raise NotSent(ProblemCode.NO_ROUTE, "the proxy's URL can't be read")
    return whole


def password_of(proxy: str) -> str:
    """The password in a proxy's URL, as it is written there."""
    split = _split(proxy if "://" in proxy else f"http://{proxy}")
    return (split.password or "") if split else ""


def _is_loopback(url: SplitResult) -> bool:
    """Whether it can only be this machine."""
    host = url.hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _split(url: str) -> SplitResult | None:
    try:
        split = urlsplit(url)
        split.port  # noqa: B018 - read for its own check
    except ValueError:
        return None
    return split
