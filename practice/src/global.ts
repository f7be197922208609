/** Draft.js looks for Node's `global`; this gives it the browser's. Import before anything that loads Draft.js. */
Object.assign(globalThis, { global: globalThis });
export {};
