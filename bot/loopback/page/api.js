// What the page asks of the server, and the one way to make elements: text is always text, never markup.

export async function get(what, query = {}) {
  return answered(await fetch(`/sim/${what}?${new URLSearchParams(query)}`));
}

export async function post(what, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(`/sim/${what}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function upload(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  return answered(await fetch("/sim/media", { method: "POST", body: form }));
}

async function answered(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

/** An element: `on…` properties listen, the rest are attributes; children are nodes or text. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

/** The payload of a link that opens a chat with this bot, or null for any other link. */
export function startPayload(link, username) {
  const match = /^(?:https?:\/\/)?t\.me\/([A-Za-z0-9_]+)\?start=([A-Za-z0-9_-]{1,64})$/.exec(link.trim());
  return match && match[1].toLowerCase() === username.toLowerCase() ? match[2] : null;
}
