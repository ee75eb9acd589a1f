"""The translations: complete, fresh, with the same facts and markup, in the form of address that was decided."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.texts import account, card_buttons
from bot.texts.extract import BOT, open_messages, template, updated
from bot.texts.tongue import LANGUAGES, SOURCE_LANGUAGE, Tongue, catalog_path
from core.engine.units import Unit
from core.notation.kit import KitUnreadable, kit_of
from core.notation.limits import is_off, read_limit
from core.notation.log_line import exercise_named, parse
from core.notation.values import Command, CommandKind, Context, Entry, Sets
from core.notation.warm_up import read_warm_up
from core.persistence.library import curated
from core.services.library import normal
from tests.bot.test_program_notation import reads

TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
SPEAKING = ("_", "n_", "p_")


def catalog(language: str) -> Catalog:
    with catalog_path(language).open("rb") as source:
        return read_po(source, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, list | tuple) else ()


def everything_said(language: str) -> Iterator[str]:
    """Every sentence of a language, the source language too."""
    if language != SOURCE_LANGUAGE:
        for message in messages(language):
            yield from forms(message.string)
        return
    for message in template():
        if message.id:
            yield from forms(message.id)


def spoken_calls() -> Iterator[tuple[Path, ast.Call]]:
    """Every place in the code that says something."""
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and spoken(node) in SPEAKING:
                yield path, node


def spoken(call: ast.Call) -> str | None:
    """The name of what is called: `t._`, or `_` for a sentence of a table, to be said later."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return None


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", sentence))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_the_code_is_translated(language: str) -> None:
    assert open_messages(updated(language)) == [], "run `make words` and translate what it names"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_translated_that_nobody_says_any_more(language: str) -> None:
    said = {(message.context, forms(message.id)) for message in template() if message.id}
    stale = [m.id for m in messages(language) if (m.context, forms(m.id)) not in said]
    assert stale == []
    assert not catalog(language).obsolete


def test_every_sentence_in_the_code_is_found_for_translation() -> None:
    """Sentences are constants, so that the extraction sees them, but for exercises' names and where tables speak."""
    known = {form for message in template() for form in forms(message.id)}
    for path, call in spoken_calls():
        said = {"_": call.args[:1], "n_": call.args[:2], "p_": call.args[1:2]}[spoken(call) or ""]
        for argument in said:
            if isinstance(argument, ast.Constant):
                assert argument.value in known, f"{path.name}:{call.lineno}"
            else:
                exempt = path.name in {"names.py", "sentences.py"}
                assert exempt, f"{path.name}:{call.lineno}: a sentence must be a constant"


def test_every_sentence_is_given_the_facts_that_it_names() -> None:
    for path, call in spoken_calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given or isinstance(call.func, ast.Name):
            continue  # facts prepared elsewhere
        if spoken(call) == "n_":
            given.add("n")
        texts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        named = {name for text in texts for name in placeholders(str(text))}
        assert named == given, f"{path.name}:{call.lineno}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_carries_the_same_facts_and_markup(language: str) -> None:
    for message in messages(language):
        source = forms(message.id)[-1]
        for form in forms(message.string):
            assert placeholders(form) == placeholders(source), form
            assert markup(form) == markup(source), form
            assert commands(form) == commands(source), form
            assert form[:1].isspace() == source[:1].isspace(), form
            assert form[-1:].isspace() == source[-1:].isspace(), form


def markup(sentence: str) -> list[str]:
    return sorted(re.findall(r"</?\w+>", sentence))


def commands(sentence: str) -> set[str]:
    return set(re.findall(r"(?<![\w<])/[a-z]+", sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_is_closed_in_the_order_in_which_it_was_opened(language: str) -> None:
    class Checker(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert tag in {"b", "code", "pre"}
            self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    for sentence in everything_said(language):
        checker = Checker()
        checker.feed(sentence)
        checker.close()
        assert checker.open == [], sentence
        assert "&" not in sentence, "an ampersand would have to be escaped"


@pytest.mark.parametrize(("language", "count"), [("es", 2), ("ru", 3)])
def test_plural_forms_are_complete_and_say_how_many(language: str, count: int) -> None:
    assert catalog(language).num_plurals == count
    plurals = [message for message in messages(language) if not isinstance(message.id, str)]
    assert plurals
    for message in plurals:
        assert len(forms(message.string)) == count, message.id
        assert all("{n}" in form for form in forms(message.string)), message.id


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (21, "21 день")]
)
def test_russian_counts_as_russians_do(n: int, said: str) -> None:
    assert Tongue("ru").n_("{n} day", "{n} days", n) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    t = Tongue(language)
    for message in template():
        if not message.id:
            continue
        facts: dict[str, object] = dict.fromkeys(placeholders(forms(message.id)[-1]) - {"n"}, "<x>")
        if isinstance(message.id, str):
            said = [
                t.p_(message.context, message.id, **facts)
                if message.context
                else t._(message.id, n=3, **facts)
            ]
        else:
            said = [t.n_(message.id[0], message.id[1], n, **facts) for n in (1, 2, 5, 21)]
        for sentence in said:
            assert "{" not in sentence
            assert "<x>" not in sentence, "facts are escaped"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untranslated_sentence_is_said_in_english(language: str) -> None:
    t = Tongue(language)
    assert t._("Nobody translated {this}.", this="me") == "Nobody translated me."
    assert t.n_("{n} untranslated thing", "{n} untranslated things", 1) == "1 untranslated thing"
    assert t.n_("{n} untranslated thing", "{n} untranslated things", 5) == "5 untranslated things"
    assert t.p_("exercise", "Zercher carry of mine") == "Zercher carry of mine"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_by_an_emoji_alone_and_nothing_is_shouted(language: str) -> None:
    for sentence in everything_said(language):
        assert re.search(r"\w", re.sub(r"<[^>]+>|\{\w+\}", "", sentence)) or "{" in sentence, sentence
        assert "!" not in sentence, sentence


def test_people_are_addressed_as_was_decided() -> None:
    """Spanish `tú`, Russian `ты` in lower case; no forms that guess whether somebody is a man or a woman."""
    for sentence in everything_said("es"):
        assert not re.search(r"\b(usted|ustedes|cansado|cansada)\b", sentence), sentence
        assert "(a)" not in sentence
        assert "@s" not in sentence
    for sentence in everything_said("ru"):
        assert not re.search(r"\b[Вв](ы|ас|ам|аш\w*)\b", sentence), sentence
        assert not re.search(r"\((а|ла)\)", sentence), sentence
        assert not re.search(r"\bты\s+(?:не\s+)?\w+л[аи]?\b", sentence), sentence


def test_in_russian_no_full_stop_follows_a_date_whose_month_ends_in_one() -> None:
    for sentence in everything_said("ru"):
        assert not re.search(r"\{(date|since|until)\}\.", sentence), sentence


def test_russian_words_have_no_latin_lookalikes() -> None:
    for sentence in everything_said("ru"):
        for word in re.findall(r"[^\W\d_]+", re.sub(r"<code>.*?</code>", "", sentence)):
            latin, cyrillic = re.search("[a-z]", word, re.I), re.search("[а-яё]", word, re.I)
            assert not (latin and cyrillic), word


def is_kit(example: str) -> bool:
    """Whether it says what stands somewhere."""
    try:
        return bool(kit_of(example, Unit.KG).equipment)
    except KitUnreadable:
        return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_miss_and_done_are_typed_as_their_buttons_say_them(language: str) -> None:
    t, known = Tongue(language), Context(unit=Unit.KG, load_g=100_000, reps=5, has_open_exercise=True)
    missed = parse(card_buttons.miss(t), known)
    assert isinstance(missed, Sets)
    assert missed.entries[0].failed
    assert parse(card_buttons.done(t).removeprefix("✓ "), known) == Command(CommandKind.DONE)
    assert parse(card_buttons.finish(t), known) == Command(CommandKind.FINISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command_of_the_menu(language: str) -> None:
    t = Tongue(language)
    missing = {name for name, _ in account.commands(t) if f"/{name}" not in account.help_text(t)}
    assert missing == {"help"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_in_a_sentence_can_be_typed(language: str) -> None:
    """`<code>` means: type this. The bot must understand its own examples."""
    t = Tongue(language)
    names = {normal(alias) for line in curated() for alias in (*line.aliases, line.name)}
    examples = [
        example for text in everything_said(language) for example in re.findall("<code>(.*?)</code>", text)
    ]
    examples = [example for example in examples if example != "{example}"]
    examples += t._("squat 140x1, bench 100x3").split(", ") + t._("squat 315x1, bench 225x3").split(", ")
    last = Entry(load_g=100_000, typed_load=None, unit=Unit.KG, reps=5, duration_s=None, rpe=None)
    known = Context(unit=Unit.KG, load_g=100_000, reps=5, last=last, has_open_exercise=True)
    assert len(examples) > 12
    for example in examples:
        if example.startswith("/limit "):
            limit = read_limit(example.removeprefix("/limit "))
            assert limit is not None, example
            assert language == "en" or limit.exercise != "squat", "a lift has its name in every language"
            continue
        if example.startswith("/auxiliary "):
            main, _, others = example.removeprefix("/auxiliary ").partition(": ")
            assert is_off(others) or {normal(one) for one in (main, *others.split(", "))} <= names, example
            continue
        if example.startswith("/warmup "):
            said = read_warm_up(example.removeprefix("/warmup "))
            assert said is not None, example
            assert normal(said.exercise) in names, example
            continue
        if is_kit(example):
            continue
        if not isinstance(parse(example, known), Sets | Command):
            assert reads(example), example  # it is of a program, then
            continue
        named = exercise_named(example)
        assert named is None or normal(named) in names, example
