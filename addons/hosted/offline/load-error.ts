import { RELOADS } from './reloads'

/** The event that asks for the message; its detail is the address to try again, none for the present one. */
export const LOAD_ERROR_EVENT = 'deck:load-error'

/**
 * A part of the inline script (inline-script.ts): it says, in the deck's colours and with a button, when the deck can't start
 * or go on because its files do not arrive. It can't be a file itself, since that might not arrive either. The styles go
 * through the CSSOM, which a Content-Security-Policy allows; the colours are custom properties with fallbacks.
 *
 * It speaks up when a module script of the page fails, and at the event above. The script is asked for once more, past the
 * browser's cache, which may have kept an answer from when it was missing: if it is there, the page is loaded again. So is a
 * page from the service worker whose scripts are gone: it is of a version that was replaced meanwhile. All that waits a
 * second, and half a minute for the next page's answer, since a page that is being left by a link reports the loads that
 * this cancels as failed, and loading it again would cancel the link.
 */
export const LOAD_ERROR = [
  '(d=>{let box;',
  'const make=(tag,css,text)=>{const e=d.createElement(tag);e.style.cssText=css;e.textContent=text;return e};',
  'const show=e=>{if(box)return;',
  'box=make("div","position:fixed;z-index:2000;left:50%;bottom:8vh;translate:-50%;box-sizing:border-box;width:min(32rem,calc(100vw - 2rem));padding:1.25rem 1.5rem;border:1px solid var(--line,#ddd3c4);border-left:6px solid var(--slow-fill,#c51d4a);border-radius:10px;background:var(--paper-raised,#fffdf9);color:var(--ink,#221e1a);font:1.125rem/1.45 var(--font-text,system-ui,sans-serif);box-shadow:0 8px 32px #0003","");',
  'box.id="deck-load-error";box.setAttribute("role","alert");',
  'const again=make("button","margin-top:.9rem;padding:.45rem 1.1rem;border:0;border-radius:6px;background:var(--rust,#a3410b);color:var(--paper,#fbf7f0);font:inherit;font-weight:600;cursor:pointer","Try again");',
  'again.type="button";again.onclick=()=>{const to=e.detail;to?location.assign(to):location.reload()};',
  'box.append(make("strong","display:block;font-size:1.25rem","A part of this deck did not load."),make("span","display:block",location.protocol=="file:"?"A browser opens it from a web server only: npm run preview starts one.":"The connection may be down. Trying again brings you back to this place."),again);',
  '(d.body||d.documentElement).append(box);again.focus()};',
  `const retry=async src=>{try{const s=sessionStorage,n=+s["${RELOADS.key}"]||0;if(n>=${RELOADS.most})return false;`,
  'const is=await fetch(src,{cache:"reload"}).then(r=>r.ok&&/javascript/.test(r.headers.get("content-type")),()=>false);',
  `if(!is&&!navigator.serviceWorker?.controller)return false;s["${RELOADS.key}"]=n+1;location.reload();return true}catch{return false}};`,
  'let left=0;for(const[type,ms]of[["beforeunload",3e4],["pagehide",1/0],["pageshow",0]])addEventListener(type,()=>{left=ms&&Date.now()+ms});',
  'const later=act=>setTimeout(()=>{Date.now()<left?later(act):act()},1000);',
  'addEventListener("error",e=>{const t=e.target;if(t&&t.localName=="script"&&t.type=="module")later(async()=>await retry(t.src)||show(e))},true);',
  `addEventListener("${LOAD_ERROR_EVENT}",e=>later(()=>show(e)))`,
  '})(document)',
].join('')
