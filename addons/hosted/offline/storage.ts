/**
 * A part of the inline script (see inline-script.ts). Where the browser blocks storage, reading `localStorage` throws, and Slidev's
 * client, which reads it while it loads, would not start. There a store takes its place that forgets when the window is
 * closed.
 */
export const STORAGE = [
  '(w=>{try{w.localStorage}catch{const m=new Map;try{Object.defineProperty(w,"localStorage",{configurable:true,value:{',
  'getItem:k=>m.get(String(k))??null,setItem(k,v){m.set(String(k),String(v))},removeItem(k){m.delete(String(k))},',
  'clear(){m.clear()},key:i=>[...m.keys()][i]??null,get length(){return m.size}',
  '}})}catch{}}})(window)',
].join('')
