"use strict";
// Elements made of data: text becomes text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** Return an element; `props` are attributes (false and null leave one out), `children` elements and texts. */
export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Return an icon of the page's sprite. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Return the element of the page with an id. */
export const byId = (id) => document.getElementById(id);

/** Return a number with its noun: "1 finding", "2,000 findings". */
export const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

const WEB = /https?:\/\/[^\s<>"'，。；、）]+/i;

/** Return a line of text with its web addresses as links; only http and https become one. */
export function linked(text) {
  const parts = [];
  for (let rest = text; rest; ) {
    const found = WEB.exec(rest);
    const address = found?.[0].replace(/[.,;:!?]+$/, "");
    if (!found || !URL.canParse(address)) return [...parts, rest];
    const link = make("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, new URL(address).hostname);
    parts.push(rest.slice(0, found.index), link);
    rest = rest.slice(found.index + address.length);
  }
  return parts;
}
