package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.StorageException;
import java.util.Optional;

/** Objects one after another, which are not all in memory. */
public interface SourceCursor {
  /** The next object; empty after the last. */
  Optional<Source> next() throws StorageException;
}
