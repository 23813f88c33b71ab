// The grammar is made into a parser when the page is built (vite.config.ts).
declare module '*.grammar' {
  export const parser: import('@lezer/lr').LRParser;
}
declare module '*.grammar.terms' {
  export const And: number;
  export const Or: number;
  export const Not: number;
  export const True: number;
  export const False: number;
}
