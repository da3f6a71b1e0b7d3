/** Size that every element seems to have, in CSS pixels: as much as a list needs to draw some rows. */
const SIZE = { width: 1200, height: 600 };

/** Stands in for what jsdom lacks: it lays nothing out. */
export function fakeLayout(): void {
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  globalThis.requestIdleCallback = (callback) =>
    Number(setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 50 })));
  globalThis.cancelIdleCallback = (handle) => clearTimeout(handle);
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: { configurable: true, get: () => SIZE.width },
    offsetHeight: { configurable: true, get: () => SIZE.height },
    clientHeight: { configurable: true, get: () => SIZE.height },
    scrollTo: { configurable: true, value: () => undefined },
  });
}
