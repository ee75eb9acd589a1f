"""What is stored can be had as a file, and can be gone."""

import json
from typing import Any

from bot.loopback.phone import Phone
from core.persistence.tables import Place, metadata, place_of
from tests.bot.stage import Stage


async def lived(stage: Stage, name: str = "Ana") -> Phone:
    """An athlete with a little of everything."""
    ana = await stage.lifter(name)
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.say(ana, f"{name} curl 20x10 // secret of {name}")
    await stage.tap(ana, f"New: {name} curl")
    await stage.tap(ana, "Finish")
    await stage.tap(ana, "7")
    await stage.say(ana, f"note of {name}")
    return ana


async def exported(stage: Stage, phone: Phone) -> dict[str, Any]:
    file = await stage.say(phone, "/export")
    assert file.kind == "document"
    content: dict[str, Any] = json.loads(await phone.download(file))
    return content


async def test_the_export_holds_everything_and_nothing_of_anybody_else(stage: Stage) -> None:
    ana = await lived(stage, "Ana")
    await lived(stage, "Bob")
    content = await exported(stage, ana)
    tables = {table.name for table in metadata.sorted_tables if place_of(table) is Place.ATHLETE}
    assert tables <= set(content)
    assert [row["load_g"] for row in content["set_logs"]][-2:] == [112_500, 20_000]
    assert content["set_logs"][-1]["note"] == "secret of Ana"
    assert [row["note"] for row in content["session_logs"]][-1] == "note of Ana"
    assert [row["name"] for row in content["exercises"]] == ["Ana curl"]
    assert len(content["maxes"]) == 5
    assert content["users"][0]["telegram_id"] == ana.user_id
    assert "Bob" not in json.dumps(content, ensure_ascii=False)


async def test_forgetting_asks_first_and_keep_it_keeps_it(stage: Stage) -> None:
    ana = await lived(stage)
    asked = await stage.say(ana, "/forget")
    assert "cannot be brought back" in asked.text
    answer = await stage.tap(ana, "Keep it")
    assert "Nothing was erased" in answer.text
    assert len(await stage.sets(ana)) == 2


async def test_forgetting_erases_every_row_and_the_next_message_starts_from_zero(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await lived(stage)
    token = (await stage.say(cy, "/coach")).text.split("start=")[1]
    await stage.say(ana, f"/start {token}")
    await stage.tap(ana, "Accept")
    await stage.say(ana, "/coach")
    (who,) = await stage.rows(
        "SELECT a.id, u.id AS user_id FROM athletes a JOIN users u ON u.id = a.user_id WHERE u.telegram_id = %s",
        (ana.user_id,),
    )
    await stage.say(ana, "/forget")
    last = await stage.tap(ana, "Erase everything")
    assert "Everything is erased" in last.text
    for table in metadata.sorted_tables:
        async with stage.db.transaction() as tx:
            await tx.rows("SET LOCAL ROLE setpoint_system")
            for column, value in (
                ("athlete_id", who["id"]),
                ("user_id", who["user_id"]),
                ("chat_id", ana.user_id),
            ):
                if column in table.c and table.name not in ("chats", "outbox"):
                    sql = f"SELECT count(*) AS n FROM {table.name} WHERE {column} = %s"
                    assert (await tx.rows(sql.encode(), (value,)))[0]["n"] == 0, (table.name, column)
    everything = await stage.rows("SELECT body::text, note FROM outbox WHERE chat_id = %s", (ana.user_id,))
    assert not any("Ana" in str(row) for row in everything)
    assert "You coach nobody" in (await stage.say(cy, "/coach")).text

    hello = await stage.say(ana, "/today")
    assert "Hi Ana" in hello.text


async def test_erasing_one_leaves_the_others_whole(stage: Stage) -> None:
    ana, bob = await lived(stage, "Ana"), await lived(stage, "Bob")
    before = await exported(stage, bob)
    await stage.say(ana, "/forget")
    await stage.tap(ana, "Erase everything")
    after = await exported(stage, bob)
    kept = [table.name for table in metadata.sorted_tables if place_of(table) is not Place.MACHINERY]
    assert {name: before[name] for name in kept if name in before} == {
        name: after[name] for name in kept if name in after
    }
