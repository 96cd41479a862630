package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.StorageException;
import java.util.Optional;

/** Objects one after the other, without all of them in memory. */
public interface SourceCursor {
  /** The next; empty behind the last. */
  Optional<Source> next() throws StorageException;
}
