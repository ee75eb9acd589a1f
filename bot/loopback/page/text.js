// A text with its entities as elements. Offsets count UTF-16 units, as JavaScript's strings do.

import { h } from "./api.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LINKS = new Set(["url", "text_link", "mention", "hashtag", "bot_command"]);

/** Nodes for a text; `open` is told of a tapped link or command. */
export function formatted(text, entities, open) {
  const inOrder = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, inOrder, open);
}

function nodes(text, start, end, entities, open) {
  const made = [];
  let at = start;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const last = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at) continue;
    if (entity.offset > at) made.push(text.slice(at, entity.offset));
    const inner = entities.slice(i + 1).filter((e) => e.offset >= entity.offset && e.offset < last);
    made.push(element(entity, text.slice(entity.offset, last), nodes(text, entity.offset, last, inner, open), open));
    at = last;
    if (BLOCKS.has(entity.type) && text[at] === "\n") at++; // a block breaks its line by itself
  }
  if (at < end) made.push(text.slice(at, end));
  return made;
}

function element(entity, words, children, open) {
  if (LINKS.has(entity.type)) {
    const target = entity.url || words;
    return h("a", { href: "#", class: "link", onclick: (e) => { e.preventDefault(); open(entity.type, target); } }, ...children);
  }
  const made = h(TAGS[entity.type] || "span", {}, ...children);
  if (entity.type === "spoiler") {
    made.className = "spoiler";
    made.addEventListener("click", () => made.classList.add("seen"));
  }
  if (entity.type === "expandable_blockquote") {
    made.className = "folded";
    made.addEventListener("click", () => made.classList.toggle("folded"));
  }
  return made;
}
