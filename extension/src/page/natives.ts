/** Functions of the page's world as they were before its first script, and wrappers that look and behave like them. */

/** Taken once: whatever the page does to these names later, the hook goes on with the originals. */
const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const originals = new WeakMap<object, object>();
const originalOf = originals.get.bind(originals);

type Callable = (...args: never[]) => unknown;
export type Around = (original: (self: unknown, args: readonly unknown[]) => unknown, self: unknown, args: unknown[]) => unknown;

/**
 * Put `around` in place of the function `owner[name]`. Name, length, properties and attributes stay the original's. Nothing
 * happens if there is no such function. The property stays writable, because sites lay their own wrappers over it.
 */
export function wrap(owner: object, name: string, around: Around): void {
  const descriptor = getOwnPropertyDescriptor(owner, name);
  if (typeof descriptor?.value !== "function") return;
  const original = descriptor.value as Callable;
  const call = (self: unknown, args: readonly unknown[]) => apply(original, self, args as never[]) as unknown;
  const wrapper = new Proxy(original, { apply: (_, self: unknown, args: unknown[]) => around(call, self, args) });
  originals.set(wrapper, original);
  defineProperty(owner, name, { ...descriptor, value: wrapper });
}

/** A wrapper's source reads like its original's: pages compare it to decide whether to lay a polyfill over it. */
export function cloakSources(functions: object): void {
  wrap(functions, "toString", (original, self, args) => original(isObject(self) ? originalOf(self) ?? self : self, args));
}

/** A method of a prototype, to be called whatever becomes of the prototype. */
export function method(prototype: object, name: string): (self: unknown, ...args: unknown[]) => unknown {
  const found = getOwnPropertyDescriptor(prototype, name);
  const target = (found?.value ?? found?.get) as Callable;
  return (self, ...args) => apply(target, self, args as never[]) as unknown;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" ? value !== null : typeof value === "function";
}
