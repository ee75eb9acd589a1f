// The page: who is shown (kept in the address), one long poll for all columns, and the transcript.

import { get, h, startPayload } from "./api.js";
import { Column } from "./column.js";

const FIRST_ID = 1001;
const columns = new Map();
const add = document.getElementById("add");
const state = document.getElementById("state");
const bots = document.getElementById("bots");
let botId = null;

/** People and bot as the address names them: #bot=1&p=1001~Ana~en */
function fromAddress() {
  const named = new URLSearchParams(location.hash.slice(1));
  const people = named.getAll("p").map((p) => p.split("~")).filter((p) => p.length === 3);
  return {
    bot: Number(named.get("bot")) || null,
    people: people.map(([id, name, language]) => ({ user_id: Number(id), name, language })),
  };
}

function toAddress() {
  const named = new URLSearchParams({ bot: botId });
  for (const { me } of columns.values()) named.append("p", [me.user_id, me.name, me.language].join("~"));
  history.replaceState(null, "", `#${named}`);
}

function show(person) {
  if (columns.has(person.user_id)) return columns.get(person.user_id);
  const column = new Column(botId, person, hide);
  columns.set(person.user_id, column);
  add.before(column.element);
  toAddress();
  return column;
}

function hide(column) {
  column.element.remove();
  columns.delete(column.me.user_id);
  toAddress();
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 1000));
}

/** The bots and people that the server knows; waits for the first bot to call. */
async function meet() {
  for (;;) {
    const known = await get("who");
    if (known.bots.length) return known;
    state.textContent = "waiting for a bot to call…";
    await pause();
  }
}

async function begin() {
  const known = await meet();
  const wanted = fromAddress();
  botId = known.bots.find((bot) => bot.id === wanted.bot)?.id ?? known.bots[0].id;
  for (const bot of known.bots) bots.append(h("option", { value: bot.id, selected: bot.id === botId }, bot.first_name));
  bots.parentElement.hidden = known.bots.length < 2;
  bots.addEventListener("change", () => { botId = Number(bots.value); restart(); });
  const met = known.people.map(({ id, first_name, language_code }) =>
    ({ user_id: id, name: first_name, language: language_code }));
  const people = wanted.people.length ? wanted.people : met.slice(0, 4);
  for (const person of people.length ? people : [{ user_id: FIRST_ID, name: "Alex", language: "en" }]) show(person);
  await follow();
}

function restart() {
  toAddress();
  location.reload();
}

/** Refresh the columns whose chats changed, for ever. */
async function follow() {
  let after = 0;
  for (;;) {
    try {
      if (!after) await Promise.all([...columns.values()].map((column) => column.refresh()));
      const changed = await get("changes", { after, timeout_s: 25 });
      state.textContent = "";
      after = changed.n;
      const mine = changed.chats.filter(([bot]) => bot === botId).map(([, chat]) => columns.get(chat));
      await Promise.all(mine.filter(Boolean).map((column) => column.refresh()));
    } catch {
      state.textContent = "the server does not answer…";
      after = 0;
      await pause();
    }
  }
}

add.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, language, link } = Object.fromEntries(new FormData(add));
  const known = await get("who");
  const taken = [...known.people.map((p) => p.id), ...columns.keys(), FIRST_ID - 1];
  const person = { user_id: Math.max(...taken) + 1, name: name.replaceAll("~", "-"), language };
  const column = show(person);
  await column.refresh();
  const payload = startPayload(link, column.screen.bot.username);
  if (payload) await column.say(`/start ${payload}`);
  else if (link.trim()) column.toast("This link does not lead to the bot");
  add.reset();
  column.element.scrollIntoView({ behavior: "smooth", inline: "end" });
  column.input.focus();
});

document.getElementById("transcript").addEventListener("click", async () => {
  const { text } = await get("transcript", { bot_id: botId, user_ids: [...columns.keys()].join(",") });
  window.open(URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })), "_blank");
});

begin();
