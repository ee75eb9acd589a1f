// One person's phone: the chat, the composer, the keyboards, toasts. Everything shown comes from the server.

import { get, h, post, startPayload, upload } from "./api.js";
import { messageSlot } from "./message.js";

const NEWEST = 200; // messages shown; older ones stay on the server
const TOAST_MS = 3500;
const PICTURES = ["image/png", "image/jpeg", "image/gif"];

export class Column {
  constructor(botId, person, onclose) {
    this.me = { bot_id: botId, ...person };
    this.onclose = onclose;
    this.rows = new Map();
    this.waiting = new Map();
    this.screen = null;
    this.editing = this.replying = null;
    this.build();
  }

  build() {
    this.status = h("small", {}, "");
    this.menuButton = this.tool("/", "Commands", () => this.toggleMenu());
    this.list = h("div", { class: "list", role: "log", "aria-label": `chat of ${this.me.name}` });
    this.pinned = h("button", { class: "pinned", type: "button", hidden: true });
    this.context = h("div", { class: "context", hidden: true });
    this.menu = h("div", { class: "menu", hidden: true });
    this.toasts = h("div", { class: "toasts", role: "alert" });
    this.keyboard = h("div", { class: "reply-keys" });
    this.input = h("textarea", { rows: 1, placeholder: "Message", "aria-label": "Message", dir: "auto" });
    this.picker = h("input", { type: "file", hidden: true, multiple: true });
    this.keysButton = this.tool("⌨", "Keyboard", () => this.keyboard.classList.toggle("closed"));
    this.composer = h(
      "form",
      { class: "composer", onsubmit: (e) => { e.preventDefault(); this.submit(); } },
      this.tool("+", "Attach a file", () => this.picker.click()), this.picker, this.menuButton,
      this.input, this.keysButton, h("button", { class: "send", "aria-label": "Send", title: "Send" }, "➤"),
    );
    this.instead = h("button", { class: "instead", type: "button", hidden: true });
    this.blockButton = this.tool("⊘", "Block the bot", () => this.act("block"));
    this.element = h(
      "section",
      { class: "column", "aria-label": this.me.name },
      h(
        "header",
        {},
        h("span", { class: "avatar", "aria-hidden": "true" }, [...this.me.name][0] || "?"),
        h("span", { class: "who" }, h("b", {}, this.me.name, h("i", {}, this.me.language)), this.status),
        this.blockButton,
        this.tool("✕", "Remove this phone", () => this.onclose(this)),
      ),
      this.pinned, this.list, this.toasts, this.context, this.menu, this.composer, this.instead, this.keyboard,
    );
    this.listen();
  }

  tool(sign, title, act) {
    return h("button", { type: "button", class: "tool", title, "aria-label": title, onclick: act }, sign);
  }

  listen() {
    this.input.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.submit(); }
      if (e.key === "Escape") this.setContext(null);
      if (e.key === "ArrowUp" && !this.input.value) this.editLast(e);
    });
    this.input.addEventListener("input", () => this.grow());
    this.picker.addEventListener("change", () => { this.sendFiles(this.picker.files); this.picker.value = ""; });
    this.element.addEventListener("dragover", (e) => e.preventDefault());
    this.element.addEventListener("drop", (e) => { e.preventDefault(); this.sendFiles(e.dataTransfer.files); });
    this.list.addEventListener("scroll", () => { this.stick = this.isAtEnd(); });
    new ResizeObserver(() => this.settle()).observe(this.list);
    this.element.addEventListener("load", () => this.settle(), true);
  }

  // -- showing ------------------------------------------------------------------------------------

  async refresh() {
    const query = { bot_id: this.me.bot_id, user_id: this.me.user_id, newest: NEWEST };
    const screen = await get("chat", query);
    if (this.screen && screen.version < this.screen.version) return; // an older answer overtaken by a newer one
    const stick = this.screen === null || this.isAtEnd() || screen.messages.at(-1)?.mine;
    this.screen = screen;
    this.showMessages(screen.messages);
    this.showState(screen);
    this.showKeyboard(screen.markup);
    this.showAnswers(screen.taps);
    this.stick = stick;
    this.settle();
  }

  isAtEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
  }

  settle() {
    if (this.stick) this.list.scrollTop = this.list.scrollHeight;
  }

  showMessages(messages) {
    const kept = new Set(messages.map((m) => m.message_id));
    for (const [id, row] of this.rows) {
      if (!kept.has(id)) { row.element.remove(); this.rows.delete(id); }
    }
    let before = null;
    let today = "";
    for (const m of messages) {
      const known = this.rows.get(m.message_id);
      const day = new Date(m.date * 1000).toLocaleDateString(this.me.language, { day: "numeric", month: "long" });
      const said = JSON.stringify([m, day === today]);
      if (!known || known.said !== said) {
        const element = messageSlot(m, day !== today && day, this);
        if (known) known.element.replaceWith(element);
        else if (before) before.after(element);
        else this.list.prepend(element);
        this.rows.set(m.message_id, { said, element });
      }
      before = this.rows.get(m.message_id).element;
      today = day;
    }
    this.list.querySelector(".empty")?.remove();
    if (!messages.length) this.list.append(this.empty());
  }

  empty() {
    return h("div", { class: "empty" }, h("b", {}, this.screen.title), this.screen.description || "Nothing here yet.");
  }

  showState(screen) {
    this.status.textContent = screen.typing ? "typing…" : `with ${screen.title}`;
    clearTimeout(this.typing);
    if (screen.typing) this.typing = setTimeout(() => this.refresh(), 5000);
    const instead = screen.status === "kicked" ? ["Unblock", () => this.act("unblock")]
      : !screen.messages.length ? ["START", () => this.say("/start")] : null;
    this.instead.hidden = !instead;
    this.composer.hidden = Boolean(instead);
    this.blockButton.hidden = screen.status !== "member";
    if (instead) { this.instead.textContent = instead[0]; this.instead.onclick = instead[1]; }
    const pinned = screen.messages.find((m) => m.message_id === screen.pinned?.at(-1));
    this.pinned.hidden = !pinned;
    this.pinned.textContent = pinned ? `Pinned: ${pinned.text || pinned.kind}` : "";
    this.pinned.onclick = () => this.rows.get(pinned.message_id)?.element.scrollIntoView({ behavior: "smooth" });
    this.menuButton.hidden = !screen.commands?.length;
  }

  showKeyboard(markup) {
    const keys = markup?.keyboard || [];
    if (JSON.stringify(keys) !== this.keys) {
      this.keys = JSON.stringify(keys);
      this.keyboard.classList.remove("closed");
      this.keyboard.replaceChildren(...keys.map((row) => h("div", { class: "keys" }, ...row.map((key) =>
        h("button", { type: "button", class: key.style || "plain", onclick: () => this.say(key.text) }, key.text)))));
    }
    this.keyboard.hidden = !keys.length || this.screen.status !== "member";
    this.keysButton.hidden = !keys.length || markup.is_persistent === true;
    this.input.placeholder = markup?.input_field_placeholder || "Message";
    const forced = markup?.force_reply && this.screen.messages.find((m) => m.message_id === markup.message_id);
    if (forced && this.forced !== markup.message_id) this.replyTo(forced);
    this.forced = markup?.force_reply ? markup.message_id : null;
  }

  showAnswers(taps) {
    for (const tap of taps) {
      const button = this.waiting.get(tap.query_id);
      if (!tap.answered || !this.waiting.delete(tap.query_id)) continue;
      button.classList.remove("busy");
      if (tap.text) this.toast(tap.text, tap.alert);
    }
  }

  toast(text, alert = false) {
    const shown = h("div", { class: alert ? "toast alert" : "toast" }, text);
    if (alert) shown.append(h("button", { type: "button", onclick: () => shown.remove() }, "OK"));
    else setTimeout(() => shown.remove(), TOAST_MS);
    this.toasts.append(shown);
  }

  toggleMenu() {
    this.menu.replaceChildren(...this.screen.commands.map((c) =>
      h("button", { type: "button", onclick: () => { this.menu.hidden = true; this.say(`/${c.command}`); } },
        h("b", {}, `/${c.command}`), c.description)));
    this.menu.hidden = !this.menu.hidden;
  }

  // -- doing --------------------------------------------------------------------------------------

  /** Tell the server what this person does, and say so if it would not have it. */
  async act(deed, told = {}) {
    try {
      return await post(deed, { ...this.me, ...told });
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }

  say(text, told = {}) {
    return this.act("send", { text, ...told });
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const payload = startPayload(text, this.screen.bot.username);
    const done = this.editing ? await this.act("edit", { message_id: this.editing.message_id, text })
      : await this.say(payload ? `/start ${payload}` : text, { reply_to: this.replying?.message_id });
    if (!done) return;
    this.input.value = "";
    this.setContext(null);
  }

  async tapped(message, button, element) {
    if (button.url) return this.open("url", button.url);
    if (button.copy_text) return navigator.clipboard.writeText(button.copy_text.text).then(() => this.toast("Copied"));
    if (!button.callback_data) return this.toast("This kind of button does nothing here");
    element.classList.add("busy");
    const done = await this.act("tap", { message_id: message.message_id, data: button.callback_data });
    if (!done) return element.classList.remove("busy");
    this.waiting.set(done.query_id, element);
    setTimeout(() => element.classList.remove("busy"), 15000);
    return this.refresh(); // the answer may have come before this line
  }

  /** Follow a link or a command in a text; a link into this bot is opened as this person. */
  open(type, target) {
    if (type === "bot_command") return this.say(target);
    const payload = startPayload(target, this.screen.bot.username);
    if (payload) return this.say(`/start ${payload}`);
    const url = /^https?:\/\//.test(target) ? target : `https://${target}`;
    if (type === "url" || type === "text_link") window.open(url, "_blank", "noopener");
    return null;
  }

  async sendFiles(files) {
    for (const file of files) {
      const kind = PICTURES.includes(file.type) ? "photo" : "document";
      try {
        await upload({ ...this.me, kind, caption: this.input.value.trim() }, file);
        this.input.value = "";
      } catch (error) {
        this.toast(error.message);
      }
    }
  }

  remove(message) { return this.act("delete", { message_id: message.message_id }); }

  replyTo(message) { this.setContext(message, "Reply to"); this.replying = message; this.input.focus(); }

  edit(message) {
    this.setContext(message, "Edit");
    this.editing = message;
    this.input.value = message.text;
    this.grow();
    this.input.focus();
  }

  editLast(event) {
    const last = this.screen.messages.findLast((m) => m.mine && m.kind === "text");
    if (last) { event.preventDefault(); this.edit(last); }
  }

  setContext(message, what = "") {
    if (this.editing) this.input.value = "";
    this.editing = this.replying = null;
    this.context.hidden = !message;
    this.context.replaceChildren();
    if (message) {
      this.context.append(h("span", {}, h("b", {}, what), ` ${message.text || message.kind}`),
        this.tool("✕", "Cancel", () => this.setContext(null)));
    }
    this.grow();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }
}
