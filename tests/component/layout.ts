/** Sits in the middle of nowhere: gives the box of an element that may be missing. */
export function boxOf(element: Element | null | undefined): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect(Number.NaN, Number.NaN);
}

/**
 * The parts of an element that reach beyond its right edge, and those that would have to be scrolled sideways; each as its
 * tag and the start of its text. What is cut there is none.
 */
export function wideParts(top: Element): readonly string[] {
  const edge = top.getBoundingClientRect().right + 1;
  const cuts = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible';
  const scrolls = (element: Element): boolean =>
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
  const isInside = (element: Element): boolean => {
    for (let outer = element.parentElement; outer !== null && outer !== top; outer = outer.parentElement) {
      if (cuts(outer)) {
        return true;
      }
    }
    return cuts(top);
  };
  return [top, ...top.querySelectorAll('*')]
    .filter((element) => scrolls(element) || (element.getBoundingClientRect().right > edge && !isInside(element)))
    .map((element) => `${element.tagName} ${(element.textContent ?? '').slice(0, 40)}`);
}

/**
 * Positions of parts of a text on the screen, the last one if several are equal.
 * @returns the left edges of the parts, in CSS pixels; NaN for one that is not there.
 */
export function leftEdges(top: Element, parts: readonly string[]): readonly number[] {
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode() !== null) {
    nodes.push(walker.currentNode as Text);
  }
  return parts.map((part) => {
    const node = nodes.find(({ data }) => data.includes(part));
    if (node === undefined) {
      return Number.NaN;
    }
    const range = document.createRange();
    const start = node.data.lastIndexOf(part);
    range.setStart(node, start);
    range.setEnd(node, start + part.length);
    return range.getBoundingClientRect().left;
  });
}

/** Whether the text of an element is cut with an ellipsis: it, or one inside, is too narrow for it and ends in one. */
export function isCut(top: Element): boolean {
  return [top, ...top.querySelectorAll('*')].some(
    (element) => element.scrollWidth > element.clientWidth && getComputedStyle(element).textOverflow === 'ellipsis',
  );
}
