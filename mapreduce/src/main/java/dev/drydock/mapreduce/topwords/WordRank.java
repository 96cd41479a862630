package dev.drydock.mapreduce.topwords;

import dev.drydock.text.RankedWord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableUtils;

/**
 * A {@link RankedWord} as a MapReduce key. The shuffle sorts by key alone, so the key has both the
 * count and the word.
 */
public final class WordRank implements WritableComparable<WordRank> {
  private RankedWord ranked;

  /** Made empty by Hadoop, then filled by {@link #readFields}. */
  public WordRank() {
    this(new RankedWord("", 0));
  }

  WordRank(RankedWord ranked) {
    this.ranked = ranked;
  }

  RankedWord ranked() {
    return ranked;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Text.writeString(out, ranked.word());
    WritableUtils.writeVLong(out, ranked.count());
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    ranked = new RankedWord(Text.readString(in), WritableUtils.readVLong(in));
  }

  @Override
  public int compareTo(WordRank other) {
    return ranked.compareTo(other.ranked);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordRank rank && ranked.equals(rank.ranked);
  }

  @Override
  public int hashCode() {
    return ranked.hashCode();
  }
}
