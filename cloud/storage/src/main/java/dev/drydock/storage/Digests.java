package dev.drydock.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that every Java has. */
final class Digests {
  private Digests() {}

  static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** The first bytes of a digest. */
  static String hexadecimal(String algorithm, byte[] text, int bytes) {
    return HexFormat.of().formatHex(of(algorithm).digest(text), 0, bytes);
  }
}
