package dev.drydock.storage;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.files.FileName;
import dev.drydock.storage.locations.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong with single objects, told once a line. What will go wrong with all others too
 * stops the run: the server cannot be reached, or refuses the credentials, or one reason comes
 * again.
 */
public final class Problems {
  /** So many objects may fail, each for a reason of its own, before it is enough to read. */
  private static final int MOST = 20;

  private final Console console;
  private final Tally tally;
  private final List<String> reasons = new ArrayList<>();
  private boolean stopped;

  public Problems(Console console, Tally tally) {
    this.console = console;
    this.tally = tally;
  }

  public synchronized void add(Exception failure) {
    if (stopped) {
      return;
    }
    tally.failed.increment();
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    // Of a message that begins with a URL, what comes behind it.
    String reason = message.replaceFirst("^\\S+: ", "");
    Reason kind = failure instanceof StorageException known ? known.reason() : Reason.FAILED;
    boolean ofAll =
        kind == Reason.UNREACHABLE
            || kind == Reason.THROTTLED
            || (kind == Reason.ACCESS_DENIED && !message.startsWith("file:"))
            || reason.contains("bucket does not exist")
            || reason.contains("disk is full");
    console.error(message, failure);
    if (!ofAll && reasons.size() + 1 >= MOST) {
      console.error("too many failures: giving up", null);
      ofAll = true;
    }
    reasons.add(reason);
    stopped = ofAll;
  }

  /** Adds a failure if the file has a name by which nothing can be done with it. */
  public boolean refuses(Source source) {
    boolean broken = FileName.isBroken(source.relative());
    if (broken) {
      add(new StorageException(Reason.FAILED, source.url() + FileName.broken()));
    }
    return broken;
  }

  /** Nothing more is to be begun. */
  public synchronized void stop() {
    stopped = true;
  }

  public synchronized boolean isStopped() {
    return stopped;
  }
}
