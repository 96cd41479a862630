package dev.drydock.text.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * Opens compressed files according to their file name extensions, with Hadoop's codecs except for
 * zstd. Hadoop's codec for {@code .zst} is always registered but needs Hadoop's native library.
 * Which of several codecs wins depends on the class loader that loads the factory first. So
 * zstd-jni is called directly, which works the same on every engine.
 */
final class Compression {
  // The messages of zstd-jni and of Hadoop's reader of bzip2; neither throws an EOFException.
  private static final Set<String> ENDS_EARLY =
      Set.of("Truncated source", "unexpected end of stream");

  private final CompressionCodecFactory codecs;

  Compression(Configuration configuration) {
    codecs = new CompressionCodecFactory(configuration);
  }

  boolean isCompressed(Path path) {
    return isZstd(path) || codecs.getCodec(path) != null;
  }

  /** Decompresses a file of this length; every error of the stream names the file. */
  InputStream decompress(Path path, FSDataInputStream file, long length) throws IOException {
    CompressionCodec codec = codecs.getCodec(path);
    try {
      if (length == 0) {
        throw new EOFException(); // the readers of bzip2 and zstd mistake it for an empty text
      }
      if (codec instanceof BZip2Codec) {
        Bzip2.check(file, length);
      }
      return new Named(
          path, isZstd(path) ? new ZstdInputStream(file) : codec.createInputStream(file));
    } catch (IOException | RuntimeException e) {
      throw damaged(path, e);
    }
  }

  private static boolean isZstd(Path path) {
    return path.getName().endsWith(".zst");
  }

  private static IOException damaged(Path path, Exception cause) {
    String what =
        cause instanceof EOFException || ENDS_EARLY.contains(String.valueOf(cause.getMessage()))
            ? "the compressed data ends too early: is the file truncated?"
            : "cannot be decompressed: " + cause.getMessage();
    return new IOException(path + ": " + what, cause);
  }

  private static final class Named extends FilterInputStream {
    private final Path path;

    Named(Path path, InputStream in) {
      super(in);
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (IOException | RuntimeException e) {
        throw damaged(path, e);
      }
    }
  }
}
