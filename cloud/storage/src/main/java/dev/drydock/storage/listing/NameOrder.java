package dev.drydock.storage.listing;

import java.util.Comparator;

/** The order of names' UTF-8 bytes, which is that of their code points. */
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
        // Of two, only a half of a pair stands for what is beyond all single characters.
        return pairs ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
