package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.checksums.Crc;
import dev.drydock.storage.checksums.Digests;
import dev.drydock.storage.files.FileFailure;
import java.io.Closeable;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the next run must know about a large object that is being copied: where it goes, what it is
 * a copy of, the store's name for the upload, and the parts that are complete. It is a file in the
 * state folder, which is locked during the copy. Lines are only appended, so that a killed writer
 * leaves half a line at worst, which is ignored.
 */
public final class TransferRecord implements Closeable {
  private static final String SUFFIX = ".transfer";

  /**
   * What a transfer copies. Another run resumes it only if all of this is the same.
   *
   * @param target the URL it goes to
   * @param source the URL it comes from
   * @param version of the source
   * @param size in bytes
   * @param partSize in bytes
   */
  record Subject(String target, String source, String version, long size, long partSize) {
    private String line() {
      return Stream.of("of", target, source, version, size, partSize)
          .map(field -> URLEncoder.encode(String.valueOf(field), StandardCharsets.UTF_8))
          .collect(Collectors.joining(" "));
    }
  }

  private final Path file;
  private final FileChannel channel;
  private String subject = "";
  private String target = "";
  private String upload = "";
  private Instant begun = Instant.EPOCH;
  private final Map<Integer, Integer> parts = new TreeMap<>();

  private TransferRecord(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * The record of a copy to a URL, which no other run can open before it is closed.
   *
   * @throws StorageException FAILED if another run has it, or the state folder is not writable
   */
  static TransferRecord open(Path folder, String target) throws StorageException {
    Path file = folder.resolve(Digests.sha256(target, 16) + SUFFIX);
    try {
      Files.createDirectories(folder);
      return open(file);
    } catch (OverlappingFileLockException e) {
      throw new StorageException(
          Reason.FAILED, target + ": another copy is writing it: wait until that has ended", e);
    } catch (IOException e) {
      throw new StorageException(
          Reason.FAILED,
          folder
              + " is not writable ("
              + e.getMessage()
              + "): set DRYDOCK_STATE to a folder"
              + " that can",
          e);
    }
  }

  private static TransferRecord open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new OverlappingFileLockException();
      }
      TransferRecord record = new TransferRecord(file, channel);
      record.read();
      return record;
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      throw e;
    }
  }

  /** All records, also those that are in use. */
  static List<Path> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }

  /** Opens one of {@link #all}; null if another run has it. */
  static TransferRecord openExisting(Path file) throws IOException {
    try {
      return open(file);
    } catch (OverlappingFileLockException inUse) {
      return null;
    }
  }

  private void read() throws IOException {
    channel.position(0);
    String text =
        new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    // What comes after the last line break is half a line.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      switch (fields[0]) {
        case "of" -> {
          subject = line;
          target = URLDecoder.decode(fields[1], StandardCharsets.UTF_8);
        }
        case "begun" -> begun = Instant.parse(fields[1]);
        case "upload" -> upload = URLDecoder.decode(fields[1], StandardCharsets.UTF_8);
        case "part" ->
            parts.put(Integer.parseInt(fields[1]), Integer.parseUnsignedInt(fields[2], 16));
        default -> {
          // An empty file has one empty line.
        }
      }
    }
  }

  /** Whether there is a transfer that has not ended. */
  boolean isUnfinished() {
    return !subject.isEmpty();
  }

  boolean isOf(Subject other) {
    return subject.equals(other.line());
  }

  /** The URL it goes to. */
  String target() {
    return target;
  }

  /** When it began. */
  Instant begun() {
    return begun;
  }

  /** The store's name for the upload; empty if that is not known yet. */
  String upload() {
    return upload;
  }

  /** The checks of the complete parts, by number. */
  Map<Integer, Integer> parts() {
    return Map.copyOf(parts);
  }

  /** Starts again. */
  void begin(Subject of) throws StorageException {
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      throw FileFailure.of(file.toString(), e);
    }
    subject = of.line();
    target = of.target();
    upload = "";
    begun = Instant.now();
    parts.clear();
    append(subject);
    append("begun " + begun);
  }

  void uploadIs(String id) throws StorageException {
    upload = id;
    append("upload " + URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  synchronized void hasPart(int number, int check) throws StorageException {
    append("part " + number + " " + Crc.hexadecimal(check));
  }

  private void append(String line) throws StorageException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw FileFailure.of(file.toString(), e);
    }
  }

  /** Removes the record of a transfer that has ended. */
  void remove() throws StorageException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileFailure.of(file.toString(), e);
    }
    close();
  }

  @Override
  public void close() throws StorageException {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFailure.of(file.toString(), e);
    }
  }
}
