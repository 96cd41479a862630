package dev.drydock.cluster.state;

import dev.drydock.cluster.ClusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets one command at a time change a cluster. The system releases the lock when its holder ends or
 * dies.
 */
public final class ClusterLock {
  private final FileChannel channel;

  private ClusterLock(FileChannel channel) {
    this.channel = channel;
  }

  public static ClusterLock acquire(Path file, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    boolean told = false;
    while (true) {
      Optional<ClusterLock> lock = tryAcquire(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (!told) {
        progress.accept("waiting for another command on " + file.getParent());
        told = true;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  public static Optional<ClusterLock> tryAcquire(Path file) throws ClusterException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return Optional.of(new ClusterLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      close(channel);
      return Optional.empty();
    } catch (IOException e) {
      close(channel);
      throw StateFiles.unwritable(file, e);
    }
  }

  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The lock is released at the latest when the process ends.
    }
  }
}
