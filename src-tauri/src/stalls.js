// Inside the page, and only when RELIEF_STALLS is set: the longest time by which a turn of a timer came late. Nothing else
// can run on this thread meanwhile: no script, no layout, no key. WebKit keeps four milliseconds between the turns of such
// a timer, whatever it is asked for.
(() => {
  const REPORT = 250;
  const PAUSE = 4;
  let last = performance.now();
  let told = last;
  let longest = 0;
  const turn = () => {
    const now = performance.now();
    // A page that is not shown has slow timers.
    if (document.visibilityState === 'visible') longest = Math.max(longest, now - last - PAUSE);
    last = now;
    if (now - told >= REPORT && window.__TAURI_INTERNALS__) {
      told = now;
      void window.__TAURI_INTERNALS__.invoke('page_waited', { micros: Math.round(longest * 1000) });
      longest = 0;
    }
    setTimeout(turn, PAUSE);
  };
  turn();
})();
