package dev.drydock.inline;

import dev.drydock.text.RankedWord;
import dev.drydock.text.WordCounts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A job's output directory, in the form that the engines give it: part files and _SUCCESS. */
final class ResultWriter {
  private final FileSystem files;
  private final Path directory;

  private ResultWriter(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /**
   * An output that is not written yet.
   *
   * @throws FileAlreadyExistsException if the directory exists, as Hadoop's own output format does
   */
  static ResultWriter at(Path directory, Configuration configuration) throws IOException {
    FileSystem files = directory.getFileSystem(configuration);
    if (files.exists(directory)) {
      throw new FileAlreadyExistsException("Output directory " + directory + " already exists");
    }
    return new ResultWriter(files, directory);
  }

  void write(WordCounts words) throws IOException {
    write(
        out -> {
          for (WordCounts.Cursor word = words.cursor(); word.next(); ) {
            out.write(word.bytes(), word.from(), word.length());
            out.write('\t');
            out.write(Long.toString(word.count()).getBytes(StandardCharsets.US_ASCII));
            out.write('\n');
          }
        });
  }

  void write(List<RankedWord> words) throws IOException {
    write(
        out -> {
          for (RankedWord word : words) {
            out.write(word.line().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
          }
        });
  }

  private interface Lines {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(Lines lines) throws IOException {
    try {
      Path part = new Path(directory, "part-r-00000");
      try (OutputStream out = new BufferedOutputStream(files.create(part), 1 << 16)) {
        lines.writeTo(out);
      }
      files.create(new Path(directory, "_SUCCESS")).close();
    } catch (IOException e) {
      files.delete(directory, true); // nobody must mistake an incomplete output for a complete one
      throw e;
    }
  }
}
