package dev.drydock.text.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.drydock.text.ExpectedWords;
import dev.drydock.text.SampleText;
import dev.drydock.text.WordCounter;
import dev.drydock.text.WordCounts;
import dev.drydock.text.WordRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextChunkInputFormatTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void anyNumberOfSplitsGivesTheSameWords(int splits) throws Exception {
    byte[] text = SampleText.malformed(splits, 5000);
    Files.write(folder.resolve("text"), text);

    Job job = job(folder.toString());
    job.getConfiguration().setInt("mapreduce.job.maps", splits);
    assertThat(new TextChunkInputFormat().getSplits(job)).hasSizeBetween(splits, splits + 1);
    assertThat(count(job)).isEqualTo(expected(text));
  }

  @Test
  void readsAllFilesBelowADirectoryInFewSplits() throws Exception {
    byte[] text = SampleText.multilingual(1, 300);
    for (int i = 0; i < 100; i++) {
      Path file = folder.resolve("a" + i % 10 + "/b/file" + i);
      Files.createDirectories(file.getParent());
      Files.write(file, text);
    }
    Files.write(folder.resolve("empty"), new byte[0]);
    Files.writeString(folder.resolve("_hidden"), "not to be read");

    Job job = job(folder.toString());
    assertThat(new TextChunkInputFormat().getSplits(job)).hasSizeBetween(2, 3);
    Map<String, Long> expected = expected(text);
    expected.replaceAll((word, count) -> 100 * count);
    assertThat(count(job)).isEqualTo(expected);
  }

  @Test
  void anEmptyFileHasNoWords() throws Exception {
    Files.write(folder.resolve("empty"), new byte[0]);

    assertThat(count(job(folder.toString()))).isEmpty();
  }

  @Test
  void missingInputIsNamed() {
    assertThatThrownBy(() -> count(job(folder + "/none")))
        .isInstanceOf(IOException.class)
        .hasMessage("Input path does not exist: file:" + folder + "/none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst"})
  void readsCompressedFilesOfSeveralMembersAsOneSplit(String suffix) throws Exception {
    byte[] text = SampleText.malformed(2, 300_000);
    int half = text.length / 2;
    byte[] members =
        concatenate(
            compress(suffix, Arrays.copyOf(text, half)),
            compress(suffix, Arrays.copyOfRange(text, half, text.length)));
    Files.write(folder.resolve("text." + suffix), members);

    Job job = job(folder.toString());
    assertThat(new TextChunkInputFormat().getSplits(job)).hasSize(1);
    assertThat(count(job)).isEqualTo(expected(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst"})
  void aTruncatedFileIsAnErrorThatNamesIt(String suffix) throws Exception {
    Path file = folder.resolve("text." + suffix);
    byte[] whole = compress(suffix, SampleText.multilingual(3, 300));
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> count(job(file.toString())))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "file:" + file + ": the compressed data ends too early: is the file truncated?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst"})
  void dataThatIsNotCompressedIsAnErrorThatNamesTheFile(String suffix) throws Exception {
    Path file = folder.resolve("text." + suffix);
    Files.writeString(file, "This is plain text, whatever its name says. ".repeat(100));

    assertThatThrownBy(() -> count(job(file.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("file:" + file + ": cannot be decompressed: ");
  }

  private static Job job(String in) throws IOException {
    Job job =
        Job.getInstance(new Configuration(false)); // no defaults to parse, a job for each length
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(in));
    return job;
  }

  private static Map<String, Long> count(Job job) throws IOException, InterruptedException {
    TextChunkInputFormat format = new TextChunkInputFormat();
    WordCounter counter = new WordCounter(WordRule.WHITESPACE);
    List<InputSplit> splits = format.getSplits(job);
    for (InputSplit split : splits) {
      try (RecordReader<LongWritable, BytesWritable> chunks =
          new TextChunkReader(
              (org.apache.hadoop.mapreduce.lib.input.CombineFileSplit) split,
              job.getConfiguration())) {
        float progress = 0;
        while (chunks.nextKeyValue()) {
          counter.count(
              chunks.getCurrentValue().getBytes(), 0, chunks.getCurrentValue().getLength());
          assertThat(chunks.getProgress()).isBetween(progress, 1f);
          progress = chunks.getProgress();
        }
        assertThat(chunks.getProgress()).isEqualTo(1);
      }
    }
    Map<String, Long> counts = new HashMap<>();
    for (WordCounts.Cursor word = counter.takeWords().cursor(); word.next(); ) {
      counts.put(
          new String(word.bytes(), word.from(), word.length(), StandardCharsets.UTF_8),
          word.count());
    }
    return counts;
  }

  private static Map<String, Long> expected(byte[] text) {
    return new ExpectedWords(WordRule.WHITESPACE).add(text).counts();
  }

  private static byte[] compress(String suffix, byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressor(suffix, bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static OutputStream compressor(String suffix, OutputStream out) throws IOException {
    return switch (suffix) {
      case "gz" -> new GZIPOutputStream(out);
      case "zst" -> new ZstdOutputStream(out);
      default -> {
        BZip2Codec codec = new BZip2Codec();
        codec.setConf(new Configuration());
        yield codec.createOutputStream(out);
      }
    };
  }

  private static byte[] concatenate(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
