"""The chat page in a real browser: two people side by side talk to a small bot."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect
from telegram import Bot

from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback
from tests.loopback.echo import running
from tests.loopback.test_files import png

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed, so the chat page was not tested in a browser"
)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        await started.close()


@pytest.fixture
async def page(browser: Browser, loopback: Loopback, bot: Bot) -> AsyncIterator[Page]:
    """The page with Ana and Борис side by side, and the bot polling; no script may fail on it."""
    context = await browser.new_context(viewport={"width": 1180, "height": 860}, accept_downloads=True)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    async with running(bot):
        await page.goto(f"{loopback.url}/#bot={bot.id}&p=1001~Ana~en&p=1002~Борис~ru")
        yield page
        await context.close()
    assert errors == []


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def say(column: Locator, text: str) -> None:
    box = column.get_by_label("Message")
    await box.fill(text)
    await box.press("Enter")


async def start(column: Locator) -> None:
    await column.get_by_role("button", name="START").click()
    await expect(column.get_by_text("Hello")).to_be_visible()


async def test_two_people_tap_type_and_see_answers_of_their_own(page: Page, control: Control) -> None:
    ana, boris = phone(page, "Ana"), phone(page, "Борис")
    await start(ana)
    await start(boris)
    await ana.get_by_role("button", name="Train").click()
    await ana.get_by_role("button", name="Log it ✓").click()
    await expect(ana.get_by_text("Saved log")).to_be_visible()
    await expect(ana.get_by_text("Logged log")).to_be_visible()
    await expect(ana.get_by_text("edited")).to_be_visible()
    await expect(ana.get_by_role("button", name="Log it ✓")).to_have_count(0)
    await say(boris, "Привет <b>не жирный</b> <img src=x onerror=alert(1)>")
    await expect(
        boris.get_by_text("You said: Привет <b>не жирный</b> <img src=x onerror=alert(1)>")
    ).to_be_visible()
    await expect(ana.get_by_text("Привет")).to_have_count(0)


async def test_formatting_is_shown_and_folded_text_unfolds(page: Page) -> None:
    ana = phone(page, "Ana")
    await start(ana)
    await ana.get_by_role("button", name="Train").click()
    await expect(ana.locator("b", has_text="Squat")).to_be_visible()
    await expect(ana.locator("code", has_text="20+20+20")).to_be_visible()
    folded = ana.locator("blockquote.folded")
    await folded.click()
    await expect(folded).to_have_count(0)


async def test_an_own_message_can_be_edited_and_gets_its_reaction(page: Page) -> None:
    ana = phone(page, "Ana")
    await start(ana)
    await say(ana, "100x5")
    await expect(ana.get_by_text("You said: 100x5")).to_be_visible()
    await ana.get_by_label("Message").press("ArrowUp")
    await say(ana, "102.5x5")
    await expect(ana.locator(".mine .text", has_text="102.5x5")).to_be_visible()
    await expect(ana.locator(".reaction")).to_have_text("👍")


async def test_files_go_up_pictures_are_shown_documents_come_down(page: Page, tmp_path: Path) -> None:
    ana = phone(page, "Ana")
    await start(ana)
    document, picture = tmp_path / "maxes.csv", tmp_path / "me.png"
    document.write_text("squat,150")
    picture.write_bytes(png(64, 48))
    chooser = ana.locator("input[type=file]")
    await chooser.set_input_files(document)
    await expect(ana.get_by_text("Got maxes.csv: squat,150")).to_be_visible()
    async with page.expect_download() as download:
        await ana.locator("a.document").click()
    saved = tmp_path / "downloaded.csv"
    await (await download.value).save_as(saved)
    assert saved.read_bytes() == b"squat,150"
    await chooser.set_input_files(picture)
    await expect(ana.get_by_text("Nice picture")).to_be_visible()
    await ana.get_by_role("button", name="Picture").click()
    shown = ana.locator(".theirs img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.complete && image.naturalWidth") == 320


async def test_blocking_stops_the_chat_until_it_is_taken_back(page: Page) -> None:
    ana = phone(page, "Ana")
    await start(ana)
    await ana.get_by_role("button", name="Block the bot").click()
    await expect(ana.get_by_label("Message")).to_be_hidden()
    await ana.get_by_role("button", name="Unblock").click()
    await say(ana, "back again")
    await expect(ana.get_by_text("You said: back again")).to_be_visible()


async def test_a_person_joins_by_an_invitation_and_stays_after_a_reload(page: Page, bot: Bot) -> None:
    await page.get_by_label("Name").fill("Marta")
    await page.get_by_label("Invitation link").fill(f"https://t.me/{bot.username}?start=inv_7")
    await page.get_by_role("button", name="Add phone").click()
    await expect(phone(page, "Marta").get_by_text("Hello Marta inv_7")).to_be_visible()
    await page.reload()
    await expect(phone(page, "Marta").get_by_text("Hello Marta inv_7")).to_be_visible()
    await phone(page, "Ana").get_by_role("button", name="Remove this phone").click()
    await expect(page.get_by_role("region")).to_have_count(2)


async def test_the_page_follows_what_happens_elsewhere(
    page: Page, loopback: Loopback, bot: Bot, control: Control
) -> None:
    ana = phone(page, "Ana")
    await start(ana)
    elsewhere = Phone(control.http, loopback.url, bot.id, 1001, "Ana")
    await elsewhere.send("from another screen")
    await expect(ana.locator(".mine", has_text="from another screen")).to_be_visible()
    shown = await elsewhere.wait_for(lambda messages: messages[-1].text.startswith("You said"))
    await bot.delete_message(1001, shown[-1].message_id)
    await expect(ana.get_by_text("You said: from another screen")).to_have_count(0)
