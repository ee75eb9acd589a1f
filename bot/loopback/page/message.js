// One message as a bubble: what it quotes, shows and says, its reaction and its buttons.

import { h } from "./api.js";
import { formatted } from "./text.js";

/** A message, under its date if it begins a new day. */
export function messageSlot(m, day, column) {
  return h("div", { class: "slot" }, day && h("div", { class: "service" }, day), messageRow(m, column));
}

/** The row of a message. `column` does what its buttons ask for. */
function messageRow(m, column) {
  if (m.kind === "service") return h("div", { class: "service" }, "joined the group");
  const bubble = h("div", { class: `bubble is-${m.kind}` }, quote(m), file(m), words(m, column), footer(m, column));
  if (m.reaction) bubble.append(h("span", { class: "reaction", title: "reaction" }, m.reaction));
  return h(
    "div",
    { class: `row ${m.mine ? "mine" : "theirs"}` },
    h("div", { class: "stack" }, bubble, buttons(m, column)),
    tools(m, column),
  );
}

function quote(m) {
  if (!m.reply_to) return null;
  return h("div", { class: "quote" }, m.reply_to.text);
}

function words(m, column) {
  if (!m.text) return null;
  return h("div", { class: "text", dir: "auto" }, ...formatted(m.text, m.entities, (type, target) => column.open(type, target)));
}

function file(m) {
  if (!m.file) return null;
  const source = `/sim/file/${encodeURIComponent(m.file.file_id)}`;
  if (m.kind === "photo") {
    const image = h("img", { src: source, alt: m.text || "picture", width: m.file.width, height: m.file.height });
    return h("a", { class: "photo", href: source, target: "_blank", rel: "noopener" }, image);
  }
  if (m.kind === "sticker") return h("div", { class: "sticker" }, "💪");
  if (m.kind === "voice") return h("div", { class: "voice" }, "▶ ▂▅▇▃▆▂▁ voice message");
  return h(
    "a",
    { class: "document", href: source, download: m.file.file_name },
    h("span", { class: "sheet", "aria-hidden": "true" }, "⇩"),
    h("span", {}, h("b", {}, m.file.file_name), h("small", {}, size(m.file.file_size))),
  );
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function footer(m, column) {
  const at = new Date(m.date * 1000);
  const time = at.toLocaleTimeString(column.me.language, { hour: "2-digit", minute: "2-digit" });
  return h(
    "span",
    { class: "meta" },
    m.effect_id ? "✨ " : "",
    m.silent ? "silent " : "",
    m.edited ? "edited " : "",
    h("time", { datetime: at.toISOString(), title: at.toLocaleString() }, time),
    m.mine ? " ✓✓" : "",
  );
}

function buttons(m, column) {
  if (!m.buttons.length) return null;
  const rows = m.buttons.map((row) =>
    h("div", { class: "keys" }, ...row.map((button) => inlineButton(m, button, column))));
  return h("div", { class: "inline", role: "group", "aria-label": "buttons" }, ...rows);
}

function inlineButton(m, button, column) {
  const mark = button.url ? " ↗" : button.copy_text ? " ⧉" : "";
  return h(
    "button",
    {
      type: "button",
      class: button.style || "plain",
      onclick: (event) => column.tapped(m, button, event.currentTarget),
    },
    button.text + mark,
  );
}

function tools(m, column) {
  const can = [["↩", "Reply", () => column.replyTo(m)]];
  if (m.mine && (m.kind === "text" || m.file)) can.push(["✎", "Edit", () => column.edit(m)]);
  can.push(["✕", "Delete for both", () => column.remove(m)]);
  return h(
    "div",
    { class: "tools" },
    ...can.map(([sign, title, act]) => h("button", { type: "button", title, "aria-label": title, onclick: act }, sign)),
  );
}
