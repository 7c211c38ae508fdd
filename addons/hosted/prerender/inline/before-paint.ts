/**
 * A handful of statements that must run before the first paint: one of a page's two inline scripts, the other being
 * addons/hosted/offline/inline-script.ts. It is the same text on every page, so that a Content-Security-Policy needs one hash for it.
 *
 * - The colour scheme chosen on an earlier visit (Slidev keeps it in the browser's storage) or, without one, the
 *   system's: the same rule as in Slidev, so that it finds what it would set.
 * - The first slide is for the address that it was made for (`data-first-slide` on `<html>` lists its paths). Hosts serve
 *   `index.html` for the presenter, the overview and printing as well: there, and where the address asks for a later
 *   click, it isn't shown.
 *
 * Where the script is blocked, the page shows its light scheme and the slide until Slidev has started.
 */
export const BEFORE_PAINT = `(r=>{try{if(r.dataset.scheme=='auto'){let s=localStorage.getItem('slidev-color-schema'),d=s=='dark'||s!='light'&&matchMedia('(prefers-color-scheme:dark)').matches;r.classList.add(d?'dark':'light')}}catch{}if(!r.dataset.firstSlide.split(' ').includes(location.pathname)||/[?&](clicks=0*[1-9]|print|embedded)/.test(location.search)||location.hash)r.removeAttribute('data-first-slide')})(document.documentElement)`
