// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/**
 * The PDQ fingerprint of a picture, computed in the browser: no pixel leaves the page.
 *
 * The same code as on the server, compiled to WebAssembly, gives the same fingerprint and quality
 * for the same pixels. Types are in pdq.d.ts. A page that loads this needs 'wasm-unsafe-eval' in
 * the script-src of its Content-Security-Policy.
 */

// LIMIT: pixels along a side; no browser's canvas is longer. The module refuses more as well.
const SIDE_MAX = 65535;
const HASH_BYTES = 32;

/** Hashes pictures, one at a time. Make one with `await PDQHasher.load(...)` and keep it. */
export class PDQHasher {
  #module;
  #exports = null;

  /** Use `load`. */
  constructor(module) {
    if (!(module instanceof WebAssembly.Module)) {
      throw new TypeError('PDQHasher: use await PDQHasher.load(source)');
    }
    this.#module = module;
  }

  /** Loads the module from an address, a Response, its bytes, or what is compiled already. */
  static async load(source) {
    let module = source;
    if (!(module instanceof WebAssembly.Module)) {
      try {
        module = await WebAssembly.compile(await bytesOf(source));
      } catch (cause) {
        throw new Error('PDQHasher: the module could not be loaded', { cause });
      }
    }
    const hasher = new PDQHasher(module);
    hasher.#start();
    return hasher;
  }

  /** The fingerprint and quality of an ImageData, or of anything with its data, width, height. */
  reading(image) {
    const { data, width, height } = checked(image);
    if (this.#exports === null) this.#start();
    try {
      return this.#read(data, width, height);
    } catch (cause) {
      // After a trap nothing in the instance can be relied on; the next picture gets a new one.
      this.#exports = null;
      throw new Error('PDQHasher: the module failed, most likely for want of memory', { cause });
    }
  }

  #start() {
    try {
      this.#exports = new WebAssembly.Instance(this.#module, {}).exports;
    } catch (cause) {
      throw new Error('PDQHasher: the module could not be started', { cause });
    }
  }

  #read(data, width, height) {
    const pdq = this.#exports;
    const picture = pdq.pdq_begin(width, height);
    if (picture === 0) throw new RangeError('the module refused the size');
    const band = pdq.pdq_band(picture);
    const bandRows = pdq.pdq_band_rows(picture);
    const rowBytes = 4 * width;
    for (let row = 0; row < height; row += bandRows) {
      const rows = Math.min(bandRows, height - row);
      // A new view each time: memory that grew has left the old one behind.
      const memory = new Uint8Array(pdq.memory.buffer, band, rows * rowBytes);
      memory.set(data.subarray(row * rowBytes, (row + rows) * rowBytes));
      pdq.pdq_add(picture, rows);
    }
    const quality = pdq.pdq_finish(picture);
    const bytes = new Uint8Array(pdq.memory.buffer, band, HASH_BYTES).slice();
    pdq.pdq_end(picture);
    const hash = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { hash, bytes, quality };
  }
}

async function bytesOf(source) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source;
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.arrayBuffer();
}

function checked(image) {
  const { data, width, height, colorSpace } = image ?? {};
  if (!(data instanceof Uint8ClampedArray || data instanceof Uint8Array)) {
    throw new TypeError('PDQHasher: data must be bytes: red, green, blue and alpha of each pixel');
  }
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 1 || side > SIDE_MAX) {
      throw new RangeError(`PDQHasher: width and height must be whole, from 1 to ${SIDE_MAX}`);
    }
  }
  if (data.length !== 4 * width * height) {
    throw new RangeError(
      `PDQHasher: ${width} x ${height} pixels are ${4 * width * height} bytes, not ${data.length}`);
  }
  if (colorSpace !== undefined && colorSpace !== 'srgb') {
    throw new RangeError('PDQHasher: ask getImageData for the colour space srgb');
  }
  return { data, width, height };
}
