const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** HMAC-SHA-256 in base64 (RFC 2104). */
export async function hmac(key: string, message: string): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', imported, bytes(message));
  return btoa(String.fromCharCode(...new Uint8Array(signed)));
}
