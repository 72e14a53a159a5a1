"""The page as a browser lays it out; skipped where there is no Chromium."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from newsparse.stats import Fact, as_html, measure

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
)
LOOK = """
<script>
const box = element => element.getBoundingClientRect();
const all = query => [...document.querySelectorAll(query)];
document.documentElement.dataset.found = JSON.stringify({
  width: innerWidth,
  reaches: document.documentElement.scrollWidth,
  empty: all("section").filter(section => box(section).height < 40).length,
  columns: all("svg rect[class^=c]").filter(rect => box(rect).height > 0 && box(rect).width > 0).length,
  bars: all("td.bar i").filter(bar => box(bar).width >= 1).length,
  scrolled: all(".scroll").filter(table => table.scrollWidth > table.clientWidth && !table.closest("details"))
    .map(table => table.querySelector("caption").textContent),
  paper: getComputedStyle(document.body).backgroundColor,
  loaded: performance.getEntriesByType("resource").length,
});
</script>
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


def page() -> str:
    start = date(2022, 1, 1)
    facts = [
        Fact(
            source=f"archive/{number}.md",
            url=f"https://example.com/{number % 190}/" + "%E5%BE%88" * 200,
            published=start + timedelta(days=5 * number),
            publisher=f"www.publisher-{number % 12}.example",
            language=("zh", "en", None)[number % 3],
            words=number * 20,
        )
        for number in range(200)
    ]
    return as_html(measure(facts), name="crawl")


def dump(command: list[str]) -> str:
    """What Chromium prints; nothing where it does not run, which is no fault of the page."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout
    except subprocess.TimeoutExpired:
        return ""


def look(folder: Path, width: int, *flags: str) -> dict[str, object]:
    """What a browser window of a width makes of the page."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page())
    file = folder / "report.html"
    file.write_text(html.replace("</body>", f"{LOOK}</body>"), encoding="utf-8")
    command = [str(CHROMIUM), *FLAGS, *flags, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900"]
    run = dump([*command, "--dump-dom", file.as_uri()])
    found = re.search(r'data-found="([^"]*)"', run)
    if not found and "</html>" not in run:
        pytest.skip("Chromium shows no page here")
    assert found, run[:500]
    told: dict[str, object] = json.loads(unescape(found[1]))
    return told


@pytest.mark.parametrize("width", [1280, 500])
def test_everything_is_seen_and_nothing_stands_out_of_the_window(tmp_path, width):
    found = look(tmp_path, width)
    assert found["width"] == width
    assert found["reaches"] == width
    assert found["empty"] == 0
    assert found["columns"] > 30
    assert found["bars"] > (12 if width > 600 else 0)
    assert found["scrolled"] == []
    assert found["loaded"] == 0


def test_it_is_dark_where_people_want_it_dark(tmp_path):
    light = look(tmp_path, 1280)["paper"]
    assert look(tmp_path, 1280, "--blink-settings=preferredColorScheme=0")["paper"] != light
