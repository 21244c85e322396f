// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/** A picture's fingerprint, and how far it can be trusted. */
export interface PDQReading {
  /** 64 lower-case hexadecimal digits, most significant first, as hash lists write them. */
  readonly hash: string;
  /** The same as 32 bytes. */
  readonly bytes: Uint8Array;
  /**
   * 0 to 100: how much detail the picture has. Under 50 the fingerprint says little, because flat
   * pictures resemble each other. A picture less than 5 pixels wide or high has 0 and a
   * fingerprint of zeros.
   */
  readonly quality: number;
}

/** What a canvas gives, or anything of the same shape. */
export interface Pixels {
  /** Red, green, blue and alpha of each pixel, row after row. Alpha is ignored. */
  readonly data: Uint8ClampedArray | Uint8Array;
  /** Pixels in a row: 1 to 65535. */
  readonly width: number;
  /** Rows: 1 to 65535. */
  readonly height: number;
  /** Other than `srgb` is refused: the colours would be other numbers than the server sees. */
  readonly colorSpace?: string;
}

/**
 * Hashes pictures in the page, without sending anything anywhere.
 *
 * A canvas keeps colours multiplied by alpha, so that what was see-through comes back rounded;
 * opaque pictures come back as they were. Draw with
 * `createImageBitmap(file, { colorSpaceConversion: "none", premultiplyAlpha: "none" })` to come
 * close to the stored numbers. From the same pixels the fingerprint is the same; a browser's own
 * JPEG decoder may give other pixels than the server's, so compare by distance, not for equality.
 */
export class PDQHasher {
  /**
   * Loads the module (pdq.wasm): from its address, a Response, its bytes, or compiled already.
   *
   * @throws Error when it cannot be loaded or started; `cause` says why.
   */
  static load(
    source: string | URL | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module,
  ): Promise<PDQHasher>;

  private constructor(module: WebAssembly.Module);

  /**
   * The fingerprint and quality of a picture. Needs a few megabytes, whatever the height.
   *
   * @throws TypeError when `data` is not bytes; RangeError when the size is impossible or does
   *   not fit the number of bytes, or the colour space is not sRGB; Error when the browser gives
   *   the module no more memory. The hasher can be used again after each of them.
   */
  reading(image: Pixels): PDQReading;
}
