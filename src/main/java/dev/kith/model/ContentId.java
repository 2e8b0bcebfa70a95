package dev.kith.model;

import java.nio.charset.StandardCharsets;

/**
 * Names bytes by their hash: a CIDv1, codec raw, sha2-256, base32, so any IPFS tool can check it.
 *
 * <p>Source: multiformats CID specification, version 1: {@code b} + base32(0x01 0x55 0x12 0x20 +
 * digest).
 *
 * @param cid 59 ASCII characters beginning with {@code bafkrei}
 */
public record ContentId(String cid) {
    private static final byte[] HEAD = {0x01, 0x55, 0x12, 0x20};
    private static final int CHARS = 59;

    public ContentId {
        if (cid.length() != CHARS || !cid.startsWith("bafkrei")) {
            throw new IllegalArgumentException("not a raw sha2-256 CIDv1: " + cid);
        }
    }

    /** The id of the text's UTF-8 bytes. */
    public static ContentId of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The id of these bytes. */
    public static ContentId of(byte[] bytes) {
        return ofDigest(Digests.sha256().digest(bytes));
    }

    /** The id of bytes whose SHA-256 is {@code digest}, 32 bytes. */
    public static ContentId ofDigest(byte[] digest) {
        byte[] all = new byte[HEAD.length + digest.length];
        System.arraycopy(HEAD, 0, all, 0, HEAD.length);
        System.arraycopy(digest, 0, all, HEAD.length, digest.length);
        return new ContentId("b" + Digests.base32(all));
    }
}
