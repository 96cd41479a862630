package dev.drydock.text.input;

import dev.drydock.text.ChunkReader;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;

/** Reads the chunks of a split, which is made of files and parts of files. */
final class TextChunkReader extends RecordReader<LongWritable, BytesWritable> {
  private final CombineFileSplit split;
  private final Configuration configuration;
  private final Compression compression;
  private final LongWritable key = new LongWritable();
  private final BytesWritable value = new BytesWritable();

  private int part = -1;
  private long bytesBefore; // of the parts before this one
  private FSDataInputStream file;
  private ChunkReader chunks;

  TextChunkReader(CombineFileSplit split, Configuration configuration) {
    this.split = split;
    this.configuration = configuration;
    this.compression = new Compression(configuration);
  }

  @Override
  public void initialize(InputSplit ignored, TaskAttemptContext context) {
    // The constructor has done everything.
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    while (chunks == null || !chunks.next()) {
      if (!nextPart()) {
        return false;
      }
    }
    key.set(chunks.position());
    value.set(chunks.bytes(), 0, chunks.length());
    return true;
  }

  private boolean nextPart() throws IOException {
    if (file != null) {
      bytesBefore += split.getLength(part);
      close();
    }
    if (part + 1 == split.getNumPaths()) {
      return false;
    }
    part++;
    Path path = split.getPath(part);
    file = path.getFileSystem(configuration).open(path);
    if (compression.isCompressed(path)) {
      InputStream text = compression.decompress(path, file, split.getLength(part));
      chunks = new ChunkReader(text, path.toString());
    } else {
      long start = split.getOffset(part);
      file.seek(Math.max(0, start - 1));
      chunks = new ChunkReader(file, path.toString(), start, start + split.getLength(part));
    }
    return true;
  }

  @Override
  public LongWritable getCurrentKey() {
    return key;
  }

  @Override
  public BytesWritable getCurrentValue() {
    return value;
  }

  @Override
  public float getProgress() throws IOException {
    if (split.getLength() == 0) {
      return 1;
    }
    long here = file == null ? 0 : Math.max(0, file.getPos() - split.getOffset(part));
    return Math.min(1, (bytesBefore + here) / (float) split.getLength());
  }

  @Override
  public void close() throws IOException {
    if (chunks != null) {
      chunks.close();
      chunks = null;
    }
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
