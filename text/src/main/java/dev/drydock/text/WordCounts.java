package dev.drydock.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts of distinct words: a hash table with open addressing whose keys are bytes in one growing
 * array. A word costs no object, and its bytes are compared eight at a time. It is not safe for
 * several threads at once.
 */
public final class WordCounts {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_LENGTH = 1 << 13;
  private static final int MAXIMUM_LENGTH = 1 << 30;
  private static final int MAXIMUM_ARENA = Integer.MAX_VALUE - 64;
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L; // 2^64 / the golden ratio, odd

  // A slot is two numbers side by side, in one cache line, because a large table waits for memory.
  // The first is 0 when the slot is free. Otherwise its high half is the upper half of the word's
  // hash, and its low half is the word's place in the arena. The second is the count.
  private long[] slots;
  // At a place: 4 bytes of length, then the word, padded with zeros to a multiple of 8. The first 8
  // bytes are unused, so that no place is 0.
  private byte[] arena;
  private int used;
  private int size;

  public WordCounts() {
    clear();
  }

  /** Removes all words and releases their memory. */
  public void clear() {
    slots = new long[FIRST_LENGTH];
    arena = new byte[FIRST_LENGTH * Long.BYTES];
    used = Long.BYTES;
    size = 0;
  }

  /** The number of distinct words. */
  public int size() {
    return size;
  }

  /** The bytes of memory that the table takes. */
  public long memory() {
    return (long) Long.BYTES * slots.length + arena.length;
  }

  /** Counts the words of a text, which is cut at ASCII whitespace; returns how many there were. */
  public long countWords(byte[] text, int from, int to) {
    long words = 0;
    int at = from;
    while (at < to) {
      if (AsciiSpace.is(text[at])) {
        at++;
        continue;
      }
      // One pass finds the end of the word and its hash.
      int start = at;
      long hash = 0;
      long eight = AsciiSpace.eight(text, at, to);
      int length = AsciiSpace.first(eight);
      while (length == Long.BYTES) {
        hash = mix(hash, eight);
        at += Long.BYTES;
        eight = AsciiSpace.eight(text, at, to);
        length = AsciiSpace.first(eight);
      }
      if (length > 0) {
        hash = mix(hash, head(eight, length));
        at += length;
      }
      add(text, start, at - start, hash, 1);
      words++;
      at++;
    }
    return words;
  }

  /**
   * Adds to the count of one word, which may have any bytes.
   *
   * @throws TooManyWordsException if all words together have more than 2 GiB
   */
  public void add(byte[] word, int from, int length, long count) {
    long hash = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      hash = mix(hash, eight(word, from + i, length - i));
    }
    add(word, from, length, hash, count);
  }

  /** Adds all counts of another table. */
  public void addAll(WordCounts other) {
    for (Cursor cursor = other.cursor(); cursor.next(); ) {
      add(cursor.bytes(), cursor.from(), cursor.length(), cursor.count());
    }
  }

  private void add(byte[] word, int from, int length, long hash, long count) {
    int tag = (int) (hash >>> Integer.SIZE);
    int slot = firstSlot(hash);
    for (long found = slots[slot]; found != 0; found = slots[slot]) {
      if ((int) (found >>> Integer.SIZE) == tag && equal((int) found, word, from, length)) {
        slots[slot + 1] += count;
        return;
      }
      slot = nextSlot(slot);
    }
    slots[slot] = ((long) tag << Integer.SIZE) | store(word, from, length);
    slots[slot + 1] = count;
    size++;
    if (size > slots.length / 4) {
      grow();
    }
  }

  private boolean equal(int place, byte[] word, int from, int length) {
    if ((int) INT.get(arena, place) != length) {
      return false;
    }
    int key = place + Integer.BYTES;
    for (int i = 0; i < length; i += Long.BYTES) {
      if ((long) LONG.get(arena, key + i) != eight(word, from + i, length - i)) {
        return false;
      }
    }
    return true;
  }

  private int store(byte[] word, int from, int length) {
    int place = used;
    // The last word of the arena is read 8 bytes at a time too.
    long needed = (long) used + Integer.BYTES + roundUp(length) + Long.BYTES;
    if (needed > arena.length) {
      if (needed > MAXIMUM_ARENA) {
        throw tooManyWords();
      }
      arena = Arrays.copyOf(arena, (int) Math.min(MAXIMUM_ARENA, Math.max(needed, 2L * used)));
    }
    INT.set(arena, place, length);
    System.arraycopy(word, from, arena, place + Integer.BYTES, length);
    used = place + Integer.BYTES + roundUp(length);
    return place;
  }

  private void grow() {
    if (slots.length == MAXIMUM_LENGTH) {
      throw tooManyWords();
    }
    long[] old = slots;
    slots = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = firstSlot(hashAt((int) old[i]));
        while (slots[slot] != 0) {
          slot = nextSlot(slot);
        }
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }

  private int firstSlot(long hash) {
    return ((int) hash << 1) & (slots.length - 1);
  }

  private int nextSlot(int slot) {
    return (slot + 2) & (slots.length - 1);
  }

  private long hashAt(int place) {
    int length = (int) INT.get(arena, place);
    long hash = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      hash = mix(hash, (long) LONG.get(arena, place + Integer.BYTES + i));
    }
    return hash;
  }

  private TooManyWordsException tooManyWords() {
    return new TooManyWordsException(size);
  }

  private static long mix(long hash, long eight) {
    long product = (hash ^ eight) * MULTIPLIER;
    return product ^ (product >>> Integer.SIZE);
  }

  /** The next 8 bytes of a word, or what is left of it, padded with zeros. */
  private static long eight(byte[] word, int at, int left) {
    if (left >= Long.BYTES || at <= word.length - Long.BYTES) {
      return head((long) LONG.get(word, at), left);
    }
    long eight = 0;
    for (int i = left - 1; i >= 0; i--) {
      eight = (eight << Byte.SIZE) | (word[at + i] & 0xff);
    }
    return eight;
  }

  private static long head(long eight, int length) {
    return length >= Long.BYTES ? eight : eight & ((1L << (length * Byte.SIZE)) - 1);
  }

  private static int roundUp(int length) {
    return (length + Long.BYTES - 1) & -Long.BYTES;
  }

  /** A cursor before the first word, valid until the table is changed. */
  public Cursor cursor() {
    return new Cursor();
  }

  /** Walks the words of a table in arbitrary order. */
  public final class Cursor {
    private int slot = -2;

    private Cursor() {}

    /** Goes to the next word; false when there is none. */
    public boolean next() {
      do {
        slot += 2;
      } while (slot < slots.length && slots[slot] == 0);
      return slot < slots.length;
    }

    /** The array that holds the word's bytes; not to be changed. */
    public byte[] bytes() {
      return arena;
    }

    public int from() {
      return (int) slots[slot] + Integer.BYTES;
    }

    public int length() {
      return (int) INT.get(arena, (int) slots[slot]);
    }

    public long count() {
      return slots[slot + 1];
    }
  }
}
