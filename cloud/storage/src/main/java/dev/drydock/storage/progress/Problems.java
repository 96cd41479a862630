package dev.drydock.storage.progress;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.console.Console;
import dev.drydock.storage.files.FileName;
import dev.drydock.storage.locations.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports failures of single objects, one line each. A failure that all other objects would have
 * too stops the run: the server cannot be reached, or refuses the credentials, or the bucket does
 * not exist.
 */
public final class Problems {
  /** The run stops after this many failures that each have a different reason. */
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
    // Without the URL that the message begins with.
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

  /** Adds a failure if the file cannot be opened by its name. */
  public boolean refuses(Source source) {
    boolean broken = FileName.isBroken(source.relative());
    if (broken) {
      add(new StorageException(Reason.FAILED, source.url() + FileName.broken()));
    }
    return broken;
  }

  /** Stops the run: nothing more is started. */
  public synchronized void stop() {
    stopped = true;
  }

  public synchronized boolean isStopped() {
    return stopped;
  }
}
