package dev.drydock.text.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * Text in chunks of whole words: the key is the chunk's offset in its file, the value its bytes. A
 * split owns the words that start in it.
 *
 * <p>It differs from {@code TextInputFormat} in three ways. Records are large and do not depend on
 * lines: no call for each line, and a line may have 200 MB. Small files share a split, because a
 * task costs more than reading many files. And there are at least {@code mapreduce.job.maps} splits
 * (2 unless set), as in Hadoop's first API, so that a file of one block keeps more than one core
 * busy. A compressed file is never split. Directories are read with all their subdirectories.
 */
public final class TextChunkInputFormat extends FileInputFormat<LongWritable, BytesWritable> {
  private static final long LARGEST_SPLIT = 128L << 20;

  private List<FileStatus> files;

  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    files = listStatus(context);
    long bytes = files.stream().mapToLong(FileStatus::getLen).sum();
    int splits = Math.max(1, context.getConfiguration().getInt(MRJobConfig.NUM_MAPS, 2));
    long most = Math.min(LARGEST_SPLIT, getMaxSplitSize(context));
    long perSplit = Math.max(1, Math.min(most, (bytes + splits - 1) / splits));
    context.getConfiguration().setLong(SPLIT_MAXSIZE, perSplit);
    return pack(super.getSplits(context), perSplit);
  }

  private static List<InputSplit> pack(List<InputSplit> splits, long perSplit) throws IOException {
    List<InputSplit> packed = new ArrayList<>();
    List<FileSplit> together = new ArrayList<>();
    long bytes = 0;
    for (InputSplit split : splits) {
      FileSplit part = (FileSplit) split;
      if (!together.isEmpty() && bytes + part.getLength() > perSplit) {
        packed.add(join(together));
        together.clear();
        bytes = 0;
      }
      together.add(part);
      bytes += part.getLength();
    }
    if (!together.isEmpty()) {
      packed.add(join(together));
    }
    return packed;
  }

  private static CombineFileSplit join(List<FileSplit> parts) throws IOException {
    return new CombineFileSplit(
        parts.stream().map(FileSplit::getPath).toArray(Path[]::new),
        parts.stream().mapToLong(FileSplit::getStart).toArray(),
        parts.stream().mapToLong(FileSplit::getLength).toArray(),
        // A hint on which hosts to run: those of the first part, which is the only part of a large
        // file.
        parts.get(0).getLocations());
  }

  /** The files of a job's input: what its paths and globs match, with all subdirectories. */
  public static List<FileStatus> files(JobContext context) throws IOException {
    return new TextChunkInputFormat().listStatus(context);
  }

  @Override
  protected List<FileStatus> listStatus(JobContext context) throws IOException {
    if (files != null) {
      return files; // listed by getSplits; a store charges for each listing
    }
    context.getConfiguration().setBoolean(INPUT_DIR_RECURSIVE, true);
    return super.listStatus(context);
  }

  @Override
  protected boolean isSplitable(JobContext context, Path file) {
    return !new Compression(context.getConfiguration()).isCompressed(file);
  }

  @Override
  public RecordReader<LongWritable, BytesWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new TextChunkReader((CombineFileSplit) split, context.getConfiguration());
  }
}
