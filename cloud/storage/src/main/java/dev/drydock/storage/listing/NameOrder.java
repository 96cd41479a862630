package dev.drydock.storage.listing;

import java.util.Comparator;

/** The order of the UTF-8 bytes of names, which is the order of their code points. */
public final class NameOrder {
  public static final Comparator<String> UTF8 = NameOrder::compare;

  private NameOrder() {}

  private static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
        // A half of a surrogate pair stands for a code point beyond all single characters.
        return pairs ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
