// The part of the WebAssembly JavaScript API that the tests use; Node's own types leave it to the DOM library.

export interface WasmGlobal {
  value: number;
}
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}
export type WasmExports = Record<string, unknown>;
type Constructor<T> = new (...args: never[]) => T;

interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { readonly exports: WasmExports };
  readonly CompileError: Constructor<Error>;
  /** Absent from engines without exceptions. */
  readonly Exception?: Constructor<object>;
  validate(bytes: Uint8Array): boolean;
}

export const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

/** Compiles and instantiates; the exports. */
export function instantiate(bytes: Uint8Array, imports: Record<string, Record<string, unknown>> = {}): WasmExports {
  return new wasm.Instance(new wasm.Module(bytes), imports).exports;
}

/** True for a wasm exception that reached JavaScript. */
export const isWasmException = (e: unknown): boolean => wasm.Exception !== undefined && e instanceof wasm.Exception;
