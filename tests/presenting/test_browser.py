"""The brief in a real browser: evidence opens, links go both ways, nothing is fetched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur.presenting import render_html
from tests.presenting import sample

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not both on the path"
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_html(sample.story()), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Any:
    size(browser, 1280, 900)
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(address)
    yield browser
    assert browser.get_log("browser") == []


def size(browser: Any, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def one(page: Any, selector: str) -> Any:
    return page.find_element("css selector", selector)


def background(page: Any, node: Any) -> str:
    found: str = page.execute_script("return getComputedStyle(arguments[0]).backgroundColor", node)
    return found


def in_view(page: Any, node: Any) -> bool:
    script = (
        "var r=arguments[0].getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight"
    )
    return bool(page.execute_script(script, node))


def test_evidence_opens_its_sentence_and_the_sentence_its_line(page: Any, address: str) -> None:
    line = one(page, "#c1")
    link = line.find_element("css selector", "details.ev a.go")
    assert not link.is_displayed()
    line.find_element("css selector", "details.ev > summary").click()
    assert link.is_displayed()
    target = link.get_attribute("href").split("#")[1]
    link.click()
    sentence = one(page, f"#{target}:target")
    assert "قتل 4 عمال" in sentence.text
    assert in_view(page, sentence)
    (lit,) = sentence.find_elements("css selector", ".m.lit")
    assert lit.text.startswith("4 عمال")
    assert background(page, lit) != "rgba(0, 0, 0, 0)"
    # From the words in the article back to the line: by the margin, and by the browser.
    margin = one(page, lit.get_attribute("href").replace(address, ""))
    back = margin.find_element("css selector", "a[href='#c1']")
    back.click()
    assert one(page, "#c1:target").is_displayed()
    page.back()
    assert one(page, f"#{target}:target").is_displayed()
    page.back()
    assert page.current_url == address


def test_labels_change_without_loading_anew(page: Any) -> None:
    page.execute_script("window.kept = 1")
    heading, switch = one(page, "#h-claims"), one(page, "#switch")
    assert heading.text == "الادعاءات ومن وراءها"
    switch.click()
    assert heading.text == "Claims and who stands behind them"
    assert page.title == "Coverage brief"
    assert one(page, "nav").get_attribute("aria-label") == "Contents"
    assert one(page, "#c1 .counts").text.split("\n")[0] == "2 outlets"
    assert one(page, "html").get_attribute("dir") == "rtl"
    switch.click()
    assert heading.text == "الادعاءات ومن وراءها"
    assert page.execute_script("return window.kept") == 1


def test_filters(page: Any) -> None:
    def shown() -> int:
        return sum(n.is_displayed() for n in page.find_elements("css selector", "[data-claim]"))

    assert shown() == 3
    one(page, "#filters input[value=single]").click()
    assert shown() == 1
    one(page, "#filters input[value=all]").click()
    one(page, "#filters input[type=search]").send_keys("الشهابي")
    assert shown() == 1
    assert one(page, "#filter-count").text == "1 / 3"


def test_nothing_is_fetched(page: Any, address: str) -> None:
    asked = set()
    for entry in page.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(message["params"]["request"]["url"].split(":")[0])
    assert asked <= {"file", "data", "about"}
    assert page.execute_script(
        "return document.fonts.ready.then(f => [...f].some(x => x.status == 'loaded'))"
    )


@pytest.mark.parametrize("width", [360, 768, 1600])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_sideways_scrolling(page: Any, width: int, language: str) -> None:
    size(page, width, 800)
    if language == "en":
        one(page, "#switch").click()
    page.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    room, wide = page.execute_script(
        "var e = document.documentElement; return [e.clientWidth, e.scrollWidth]"
    )
    assert wide == room >= width - 20


def test_the_keyboard_reaches_the_evidence(page: Any) -> None:
    summary = one(page, "#d1 details.ev > summary")
    page.execute_script("arguments[0].focus()", summary)
    page.switch_to.active_element.send_keys("\ue007")
    assert one(page, "#d1 details.ev blockquote").is_displayed()
    skip = one(page, ".skip")
    page.execute_script("arguments[0].focus()", skip)
    assert in_view(page, skip)


def test_paper_shows_what_disputes_rest_on(page: Any) -> None:
    page.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    opened = page.find_elements("css selector", "details.ev[open]")
    assert len(opened) == len(page.find_elements("css selector", "#disputes details.ev")) > 0
    page.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert not page.find_elements("css selector", "details.ev[open]")
