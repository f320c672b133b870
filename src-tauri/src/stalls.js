// Inside the page, and only when RELIEF_STALLS is set: the longest time between two turns of a timer of a few
// milliseconds. Nothing else can run on this thread meanwhile: no script, no layout, no key. The timer's own pause, 4 ms
// in WebKit, is in the figure, so that it errs on the long side.
(() => {
  const REPORT = 250;
  let last = performance.now();
  let told = last;
  let longest = 0;
  const turn = () => {
    const now = performance.now();
    // A page that is not shown has slow timers.
    if (document.visibilityState === 'visible') longest = Math.max(longest, now - last);
    last = now;
    if (now - told >= REPORT && window.__TAURI_INTERNALS__) {
      told = now;
      void window.__TAURI_INTERNALS__.invoke('page_waited', { micros: Math.round(longest * 1000) });
      longest = 0;
    }
    setTimeout(turn, 0);
  };
  turn();
})();
