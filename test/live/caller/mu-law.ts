const bias = 0x84;
const clip = 32_635;

/** G.711 μ-law to 16-bit samples. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => {
    const bits = ~byte & 0xff;
    const magnitude = (((bits & 0x0f) << 3) + bias) << ((bits & 0x70) >> 4);
    return bits & 0x80 ? bias - magnitude : magnitude - bias;
  });
}

/** 16-bit samples to G.711 μ-law. */
export function encodeMuLaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => {
    const sign = sample < 0 ? 0x80 : 0;
    const magnitude = Math.min(Math.abs(sample), clip) + bias;
    const exponent = Math.floor(Math.log2(magnitude)) - 7;
    return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
  });
}
