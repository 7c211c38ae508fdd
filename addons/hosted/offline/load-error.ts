import { RELOADS } from './reloads'

/** The event that asks for the message; its detail is the address to try again, none for the present one. */
export const TROUBLE_EVENT = 'deck:trouble'

/**
 * A part of the early script (see early.ts): it says, in the deck's colours and with a button, when the deck can't start
 * or go on because its files do not arrive. It can't be a file itself, since that might not arrive either. The styles go
 * through the CSSOM, which a Content-Security-Policy allows; the colours are the tokens, or the light ones where the style
 * sheet is missing too.
 *
 * It speaks up when a module script of the page fails, and at the event above. A page that came from the service worker,
 * and whose scripts it no longer has, is one of a version that was replaced meanwhile: it is loaded again, see reloads.ts.
 * It waits a second, since a page that is being left by a link reports the loads that this cancels as failed.
 */
export const TROUBLE = [
  '(d=>{let box;',
  'const make=(tag,css,text)=>{const e=d.createElement(tag);e.style.cssText=css;e.textContent=text;return e};',
  'const show=e=>{if(box)return;',
  'box=make("div","position:fixed;z-index:2000;left:50%;bottom:8vh;translate:-50%;box-sizing:border-box;width:min(32rem,calc(100vw - 2rem));padding:1.25rem 1.5rem;border:1px solid var(--line,#ddd3c4);border-left:6px solid var(--slow-fill,#c51d4a);border-radius:10px;background:var(--paper-raised,#fffdf9);color:var(--ink,#221e1a);font:1.125rem/1.45 var(--font-text,system-ui,sans-serif);box-shadow:0 8px 32px #0003","");',
  'box.id="deck-trouble";box.setAttribute("role","alert");',
  'const again=make("button","margin-top:.9rem;padding:.45rem 1.1rem;border:0;border-radius:6px;background:var(--rust,#a3410b);color:var(--paper,#fbf7f0);font:inherit;font-weight:600;cursor:pointer","Try again");',
  'again.type="button";again.onclick=()=>{const to=e.detail;to?location.assign(to):location.reload()};',
  'box.append(make("strong","display:block;font-size:1.25rem","A part of this deck did not arrive."),make("span","display:block",location.protocol=="file:"?"A browser opens it from a web server only: npm run preview starts one.":"The connection may be down. Trying again brings you back to this place."),again);',
  '(d.body||d.documentElement).append(box);again.focus()};',
  `const retry=()=>{try{const s=sessionStorage,n=+s["${RELOADS.key}"]||0;if(!navigator.serviceWorker.controller||n>=${RELOADS.most})return false;s["${RELOADS.key}"]=n+1;location.reload();return true}catch{return false}};`,
  'let left=false;addEventListener("pagehide",()=>{left=true});addEventListener("pageshow",()=>{left=false});',
  'const later=act=>setTimeout(()=>{left||act()},1000);',
  'addEventListener("error",e=>{const t=e.target;if(t&&t.localName=="script"&&t.type=="module")later(()=>retry()||show(e))},true);',
  `addEventListener("${TROUBLE_EVENT}",e=>later(()=>show(e)))`,
  '})(document)',
].join('')
