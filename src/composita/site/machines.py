"""What a site has for machines: sitemap, robots, redirects, and the feed of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from composita.site.frame import Settings, address_of
from composita.site.pages import Entry

_MOST = 5_000  # addresses in one sitemap; its rules allow ten times as many
_NEWS = 500  # entries of a feed


def files(entries: Sequence[Entry], settings: Settings) -> Iterator[tuple[str, str]]:
    """Path and text of each file. A sitemap needs addresses, so it needs `settings.base`."""
    yield "_redirects", _redirects()
    yield "robots.txt", _robots(settings)
    if settings.base:
        yield from _sitemaps(entries, settings)


def _redirects() -> str:
    """The reference site's other addresses, as several hosts of static sites read them."""
    return "/:letter/:page/ /:letter/:page.html 301\n/:letter/:page.md /:letter/:page.html 301\n"


def _robots(settings: Settings) -> str:
    sitemap = f"\nSitemap: {settings.base}/sitemap.xml\n" if settings.base else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _sitemaps(entries: Iterable[Entry], settings: Settings) -> Iterator[tuple[str, str]]:
    """Sitemaps of the pages that search engines may keep, and the index of these sitemaps."""
    kept = [e for e in entries if e.state in ("covered", "partly")]
    chunks = [kept[at : at + _MOST] for at in range(0, len(kept), _MOST)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        addresses = (address_of(entry.row.path, settings) for entry in chunk)
        yield name, _xml("urlset", "url", addresses, settings)
    index = (f"{settings.base}/{name}" for name in names)
    yield "sitemap.xml", _xml("sitemapindex", "sitemap", index, settings)


def _xml(root: str, each: str, addresses: Iterable[str], settings: Settings) -> str:
    dated = f"<lastmod>{settings.data}</lastmod>" if settings.data else ""
    rows = "".join(f"<{each}><loc>{escape(a)}</loc>{dated}</{each}>\n" for a in addresses)
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{schema}">\n{rows}</{root}>\n'


def feed(
    entries: Iterable[Entry],
    before: Mapping[str, str],
    now: Mapping[str, str],
    settings: Settings,
) -> str:
    """An Atom feed of the pages that differ between two builds: each file's hash before and now."""
    titles = {f"{entry.row.path}.html": entry.row.title for entry in entries}
    changed = [
        (path, "changed" if path in before else "new")
        for path in sorted(titles)
        if before and now.get(path) != before.get(path)
    ]
    news = "".join(_news(path, how, titles[path], now, settings) for path, how in changed[:_NEWS])
    site = escape(settings.site)
    more = f"<subtitle>{len(changed):,} pages changed</subtitle>\n"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{site}: changes</title>\n{more}<id>{_id('changes', settings)}</id>\n"
        f"<updated>{settings.data}T00:00:00Z</updated>\n"
        f"<author><name>{site}</name></author>\n{news}</feed>\n"
    )


def _news(path: str, how: str, title: str, now: Mapping[str, str], settings: Settings) -> str:
    return (
        f"<entry><title>{escape(title)}: {how}</title>"
        f"<id>{_id(f'{path}/{now[path]}', settings)}</id>"
        f'<link href="{escape(settings.base)}/{escape(path)}"/>'
        f"<updated>{settings.data}T00:00:00Z</updated></entry>\n"
    )


def _id(name: str, settings: Settings) -> str:
    return escape(f"{settings.base}/{name}" if settings.base else f"urn:composita:{name}")
